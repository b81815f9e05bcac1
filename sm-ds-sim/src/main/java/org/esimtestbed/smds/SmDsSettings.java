package org.esimtestbed.smds;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.rspserver.peer.ServerAddress;

/// Everything an SM-DS has to be told.
///
/// @param host        address to listen on
/// @param identities  who it is, one for each CI; the first is the one the Root SM-DS and SM-DP+s meet
/// @param es12Port    mutual-TLS port of ES12, and of ES15 where this is a Root; 0 takes a free one
/// @param root        where the Root SM-DS answers ES15, FQDN and port; absent: this is a Root
/// @param cis         the CIs trusted, in order of preference
/// @param databaseUrl JDBC
/// @param operation   limits, logs, and the port for operation
public record SmDsSettings(
        String host,
        List<DsIdentity> identities,
        int es12Port,
        Optional<String> root,
        List<Certificate> cis,
        String databaseUrl,
        SmDsPolicy policy,
        Operation operation,
        Crypto crypto,
        InstantSource clock,
        Tracer tracer) {
    /// @throws IllegalArgumentException if there is no identity, or the address of the Root is none
    public SmDsSettings {
        if (identities.isEmpty()) throw new IllegalArgumentException("an SM-DS needs certificates of its own");
        root.filter(it -> !ServerAddress.isOne(it)).ifPresent(it -> {
            throw new IllegalArgumentException("the address of the Root SM-DS is an FQDN, or FQDN:port, not " + it);
        });
        identities = List.copyOf(identities);
        cis = List.copyOf(cis);
    }

    /// The identity that ES12 and ES15 speak of.
    public DsIdentity identity() {
        return identities.getFirst();
    }
}
