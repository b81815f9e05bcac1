package org.esimtestbed.console.ecosystem;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.mno.MnoSettings;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.SmDsSettings;

/// What each server of an ecosystem is told when it starts.
///
/// @param tracer hears what they do
record RoleSettings(EcosystemSettings settings, TestPki pki, Tracer tracer) {
    private static final String PLMN = "00101"; // the test network of 3GPP TS 34.108

    SmDpPlusSettings smdp(String address, int es9, int es2, int callback) {
        var folder = settings.folder().resolve("sm-dp-plus");
        return new SmDpPlusSettings(
                Ecosystem.HOST,
                List.of(new ServerIdentity(
                        address,
                        es9,
                        pki.folder().read(TestPki.DP_AUTH_NAME),
                        pki.folder().read(TestPki.DP_PB_NAME),
                        pki.folder().read(TestPki.DP_TLS_NAME))),
                pki.spoiltServers(),
                es2,
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                Ecosystem.database(folder),
                folder.resolve("master.key"),
                settings.profiles().stream().map(ChosenProfile::type).toList(),
                List.of(new Operator(
                        Ecosystem.OPERATOR, TestPki.OPERATOR_OID, URI.create("https://localhost:" + callback))),
                ServerPolicy.standard(),
                Operation.DEFAULT.withAdmin(settings.ports().admin().map(Operation.Admin::loopback)),
                settings.crypto(),
                settings.clock(),
                tracer);
    }

    SmDsSettings rootSmds(SmdsPlace at) {
        var shown = pki.smds("root-smds", TestPki.ROOT_SMDS_OID);
        return smds(
                at, shown, Optional.empty(), "sm-ds", settings.ports().smds().admin());
    }

    SmDsSettings alternativeSmds(SmdsPlace at, SmdsPlace root) {
        var shown = pki.smds("smds", TestPki.SMDS_OID);
        var admin = settings.ports().alternative().admin();
        return smds(at, shown, Optional.of(root.es12()), "alternative-sm-ds", admin);
    }

    private SmDsSettings smds(
            SmdsPlace at, TestPki.Smds shown, Optional<String> root, String folder, Optional<Integer> admin) {
        return new SmDsSettings(
                Ecosystem.HOST,
                List.of(new DsIdentity(at.address(), at.es11Port(), shown.dsAuth(), shown.dsTls())),
                at.es12Port(),
                root,
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                Ecosystem.database(settings.folder().resolve(folder)),
                SmDsPolicy.standard(),
                Operation.DEFAULT.withAdmin(admin.map(Operation.Admin::loopback)),
                settings.crypto(),
                settings.clock(),
                tracer);
    }

    MnoSettings operator(List<String> rspServers, int es2, int callback) {
        return new MnoSettings(
                Ecosystem.HOST,
                settings.ports().operator(),
                callback,
                URI.create("https://localhost:" + es2),
                Ecosystem.OPERATOR,
                pki.folder().read(TestPki.OPERATOR_TLS_NAME),
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                PLMN,
                settings.ports().gateway(),
                rspServers,
                Ecosystem.database(settings.folder().resolve("operator")),
                settings.crypto(),
                settings.clock(),
                tracer);
    }
}
