package org.esimtestbed.httpdoor;

import org.jspecify.annotations.Nullable;

/// What a request asks for, in the words of SGP.22 §6.5: `es9plus`, `initiateAuthentication`.
record RequestName(String interfaceName, String function) {
    /// A path nobody answers. What a client makes up must not become a name.
    static final RequestName OTHER = new RequestName("other", "other");

    /// What Spring answers with a file, if there is one.
    private static final String ANYTHING = "/**";

    private static final String RSP = "/gsma/rsp2/";

    /// @param pattern of paths: `/gsma/rsp2/es9plus/initiateAuthentication`, `/orders/{iccid}`; null if nobody answers
    static RequestName of(@Nullable Object pattern) {
        if (pattern == null) return OTHER;
        var path = pattern.toString();
        if (path.equals(ANYTHING)) return OTHER;
        int slash = path.lastIndexOf('/');
        return path.startsWith(RSP) && slash >= RSP.length()
                ? new RequestName(path.substring(RSP.length(), slash), path.substring(slash + 1))
                : new RequestName("http", path);
    }
}
