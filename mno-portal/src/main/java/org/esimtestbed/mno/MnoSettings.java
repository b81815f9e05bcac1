package org.esimtestbed.mno;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;

/// Everything an operator has to be told.
///
/// @param host         address to listen on
/// @param httpPort     subscriptions, orders and the network, plain HTTP; 0 takes a free one
/// @param es2Port      ES2+ callbacks from the SM-DP+, mutual TLS; 0 takes a free one
/// @param smdp         ES2+ of the SM-DP+, `https://localhost:8444`
/// @param identifier   functionRequesterIdentifier towards the SM-DP+
/// @param tls          certificate for both directions of ES2+
/// @param cis          the CIs trusted on ES2+
/// @param plmn         MCC and MNC of the network, `00101`
/// @param gatewayPort  where the packet gateway listens, an HTTP proxy; 0 takes a free one
/// @param rspServers   `host:port` of the SM-DP+s and SM-DSs a provisioning Profile leads to
/// @param databaseUrl  JDBC
public record MnoSettings(
        String host,
        int httpPort,
        int es2Port,
        URI smdp,
        String identifier,
        Credential tls,
        List<Certificate> cis,
        String plmn,
        int gatewayPort,
        List<String> rspServers,
        String databaseUrl,
        Crypto crypto,
        InstantSource clock,
        Tracer tracer) {
    public MnoSettings {
        cis = List.copyOf(cis);
        rspServers = List.copyOf(rspServers);
    }
}
