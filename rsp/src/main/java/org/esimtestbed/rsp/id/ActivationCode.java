package org.esimtestbed.rsp.id;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an End User scans or types (SGP.22 §4.1): `1$SMDP-ADDRESS$MATCHINGID[$SMDP-OID[$1]]`.
///
/// @param smdpAddress              FQDN of the SM-DP+, with `:port` where it is not 443
/// @param matchingId               the Activation Code Token; may be empty
/// @param smdpOid                  the OID that CERT.DPauth must carry, where the code names one
/// @param confirmationCodeRequired whether the End User is to be asked for a Confirmation Code
public record ActivationCode(
        String smdpAddress, String matchingId, Optional<Oid> smdpOid, boolean confirmationCodeRequired) {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern ADDRESS = Pattern.compile(LABEL + "(\\." + LABEL + ")*(:(?<port>[0-9]{1,5}))?");
    private static final int LAST_PORT = 65535;
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z-]*");
    private static final String QR_PREFIX = "LPA:";

    private static final int LONGEST = 255;

    // Also the blanks of web pages and mails: without a break, without a width, byte order marks.
    private static final String BLANKS = "[\\s\\u00A0\\u200B\\uFEFF]+";
    private static final Pattern BLANKS_AROUND = Pattern.compile("^" + BLANKS + "|" + BLANKS + "$");

    /// @throws IllegalArgumentException if the address or the MatchingID has characters that §4.1 does not allow
    public ActivationCode {
        if (!isAddress(smdpAddress)) {
            throw new IllegalArgumentException("no SM-DP+ address: \"" + smdpAddress + "\"");
        }
        if (!TOKEN.matcher(matchingId).matches()) {
            throw new IllegalArgumentException("a MatchingID has letters, digits and '-': \"" + matchingId + "\"");
        }
    }

    private static boolean isAddress(String text) {
        var address = ADDRESS.matcher(text);
        if (!address.matches()) return false;
        var port = address.group("port");
        return port == null || Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LAST_PORT;
    }

    public ActivationCode(String smdpAddress, String matchingId) {
        this(smdpAddress, matchingId, Optional.empty(), false);
    }

    /// Reads a code as scanned, typed or pasted: with or without the QR prefix `LPA:` in either case, with
    /// blanks around it and around its parts.
    ///
    /// @throws IllegalArgumentException naming the part that is wrong
    public static ActivationCode parse(String text) {
        var code = bare(text);
        if (code.regionMatches(true, 0, QR_PREFIX, 0, QR_PREFIX.length())) code = code.substring(QR_PREFIX.length());
        if (code.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an Activation Code has at most " + LONGEST + " characters, this one has " + code.length());
        }
        var parts = Stream.of(code.split("\\$", -1)).map(ActivationCode::bare).toArray(String[]::new);
        if (!parts[0].equals("1")) {
            throw new IllegalArgumentException(
                    "an Activation Code begins with 1$ (format 1 of SGP.22 §4.1): \"" + text + "\"");
        }
        if (parts.length < 3 || parts.length > 5) {
            throw new IllegalArgumentException("an Activation Code has 3 to 5 parts separated by $, this one has "
                    + parts.length + ": \"" + text + "\"");
        }
        var oid = parts.length > 3 && !parts[3].isEmpty() ? Optional.of(new Oid(parts[3])) : Optional.<Oid>empty();
        var flag = parts.length > 4 ? parts[4] : "";
        if (!flag.isEmpty() && !flag.equals("1")) {
            throw new IllegalArgumentException("the Confirmation Code Required Flag is 1 or absent: \"" + flag + "\"");
        }
        return new ActivationCode(parts[1], parts[2], oid, flag.equals("1"));
    }

    private static String bare(String part) {
        return BLANKS_AROUND.matcher(part).replaceAll("");
    }

    /// As encoded in a QR code.
    public String qrText() {
        return QR_PREFIX + this;
    }

    @Override
    public String toString() {
        var oid = smdpOid.map(Oid::dotted).orElse("");
        return "1$" + smdpAddress + "$" + matchingId
                + (confirmationCodeRequired ? "$" + oid + "$1" : oid.isEmpty() ? "" : "$" + oid);
    }
}
