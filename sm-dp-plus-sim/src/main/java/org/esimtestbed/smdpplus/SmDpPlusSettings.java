package org.esimtestbed.smdpplus;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.fixture.FixtureFile;
import org.esimtestbed.smdpplus.profile.ProfileType;

/// Everything an SM-DP+ has to be told.
///
/// @param host        address to listen on
/// @param identities  who it is, one for each CI; the first is the one orders and events name
/// @param spoilt      certificates no honest server shows, for the quirks that do, by name: dpauth-expired,
///                    dpauth-foreign-ci, dppb-expired, dppb-other-oid, tls-expired, tls-foreign-ci,
///                    tls-other-name; may lack any
/// @param es2Port     mutual-TLS port of ES2+; 0 takes a free one
/// @param cis         the CIs trusted, in order of preference
/// @param databaseUrl JDBC
/// @param masterKey   file with the key of the vault; made if absent
/// @param operation   limits, logs, and the port for operation
/// @param fixtures    the state to be in before the first answer
public record SmDpPlusSettings(
        String host,
        List<ServerIdentity> identities,
        Map<String, Credential> spoilt,
        int es2Port,
        List<Certificate> cis,
        String databaseUrl,
        Path masterKey,
        List<ProfileType> profileTypes,
        List<Operator> operators,
        ServerPolicy policy,
        Operation operation,
        Crypto crypto,
        InstantSource clock,
        Tracer tracer,
        Optional<FixtureFile> fixtures) {
    public SmDpPlusSettings {
        if (identities.isEmpty()) throw new IllegalArgumentException("an SM-DP+ needs certificates of its own");
        identities = List.copyOf(identities);
        spoilt = Map.copyOf(spoilt);
        cis = List.copyOf(cis);
        profileTypes = List.copyOf(profileTypes);
        operators = List.copyOf(operators);
    }

    /// A server that begins as its database is.
    public SmDpPlusSettings(
            String host,
            List<ServerIdentity> identities,
            Map<String, Credential> spoilt,
            int es2Port,
            List<Certificate> cis,
            String databaseUrl,
            Path masterKey,
            List<ProfileType> profileTypes,
            List<Operator> operators,
            ServerPolicy policy,
            Operation operation,
            Crypto crypto,
            InstantSource clock,
            Tracer tracer) {
        this(
                host,
                identities,
                spoilt,
                es2Port,
                cis,
                databaseUrl,
                masterKey,
                profileTypes,
                operators,
                policy,
                operation,
                crypto,
                clock,
                tracer,
                Optional.empty());
    }

    /// The identity that orders, events and ES2+ speak of.
    public ServerIdentity identity() {
        return identities.getFirst();
    }
}
