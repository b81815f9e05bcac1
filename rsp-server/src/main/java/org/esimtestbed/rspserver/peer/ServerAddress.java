package org.esimtestbed.rspserver.peer;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Where an RSP server is: an FQDN, which a port may follow; without one it is 443.
public final class ServerAddress {
    private static final Pattern LABEL = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final int MAX_NAME = 253;
    private static final int MAX_PORT = 65535;

    private ServerAddress() {}

    public static boolean isOne(String text) {
        var name = PORT.matcher(text).replaceFirst("");
        if (name.length() > MAX_NAME) return false;
        for (var label : name.split("\\.", -1)) if (!LABEL.matcher(label).matches()) return false;
        var uri = URI.create("https://" + text);
        return uri.getHost() != null && uri.getPort() <= MAX_PORT; // no host: digits that are no IP address
    }

    /// Whether there is a host of that name, as far as one can learn that now.
    ///
    /// @param address one, by [#isOne]
    public static boolean hasHost(String address) {
        try {
            return InetAddress.getByName(PORT.matcher(address).replaceFirst("")) != null;
        } catch (UnknownHostException nobody) {
            return false;
        }
    }

    /// @param interfacePath of [org.esimtestbed.rsp.json.HttpBinding]: `/gsma/rsp2/es12/`
    /// @param function      `registerEvent`
    public static URI function(String address, String interfacePath, String function) {
        return URI.create("https://" + address + interfacePath + function);
    }
}
