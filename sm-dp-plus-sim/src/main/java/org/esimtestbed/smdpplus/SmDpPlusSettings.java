package org.esimtestbed.smdpplus;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.profile.ProfileType;

/// Everything an SM-DP+ has to be told.
///
/// @param host         address to listen on
/// @param es9Port      TLS port of ES9+; 0 takes a free one
/// @param es2Port      mutual-TLS port of ES2+; 0 takes a free one
/// @param smdpAddress  the address Activation Codes name, `localhost:8443`
/// @param cis          the CIs trusted, in order of preference
/// @param databaseUrl  JDBC
/// @param masterKey    file with the key of the vault; made if absent
/// @param minimumSvn   eUICCs below are refused with 8.8.3/3.1
public record SmDpPlusSettings(
        String host,
        int es9Port,
        int es2Port,
        String smdpAddress,
        List<Certificate> cis,
        Credential dpAuth,
        Credential dpPb,
        Credential tls,
        String databaseUrl,
        Path masterKey,
        List<ProfileType> profileTypes,
        List<Operator> operators,
        Version minimumSvn,
        Crypto crypto,
        InstantSource clock,
        Tracer tracer) {
    public SmDpPlusSettings {
        cis = List.copyOf(cis);
        profileTypes = List.copyOf(profileTypes);
        operators = List.copyOf(operators);
    }
}
