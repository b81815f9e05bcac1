package org.esimtestbed.ci;

import java.util.List;
import org.esimtestbed.rsp.id.Oid;

/// What a server's certificates say of it.
///
/// @param organisation subject organisation
/// @param commonName   subject common name
/// @param oid          the server's OID, as registeredID
/// @param dnsNames     for TLS: the host names it answers to
/// @param addresses    for TLS: IP addresses it answers to
public record ServerNames(
        String organisation, String commonName, Oid oid, List<String> dnsNames, List<String> addresses) {
    public ServerNames {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }
}
