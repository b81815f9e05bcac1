package org.esimtestbed.smds.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A foreign LPA finds what waits, on both curves.
class ForeignDiscoveryTest {
    @TempDir
    Path folder;

    /// An SM-DS that proves itself under the CI of one curve, behind TLS on P-256.
    private TestSmDs server(TestPki pki) {
        var tls = TestSmDs.pki(folder);
        return TestSmDs.start(
                folder,
                it -> TestSettings.with(
                        it,
                        List.of(new DsIdentity(
                                TestSmDs.ADDRESS,
                                0,
                                pki.smds("smds", TestPki.SMDS_OID).dsAuth(),
                                tls.smds("smds", TestPki.SMDS_OID).dsTls())),
                        List.of(TestSmDs.ci(tls), TestSmDs.ci(pki))));
    }

    private static ForeignLpa lpa(TestSmDs smds, TestPki pki, int euicc) {
        var credential = pki.euicc(TestSmDs.eid(euicc));
        return new ForeignLpa(
                smds.lpa,
                "https://localhost:" + smds.running.es11Port() + "/gsma/rsp2/es11/",
                TestSmDs.ADDRESS,
                TestSmDs.ci(pki).der().toArray(),
                credential.certificate().der().toArray(),
                pki.folder().readCertificate(PkiFolder.EUM).der().toArray(),
                credential.keyPair().privateKey().getEncoded());
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void findsWhatWaits(Curve curve) throws Exception {
        var pki = TestSmDs.pki(folder, curve);
        try (var smds = server(pki)) {
            smds.register(1, "EVENT-A", false);
            smds.register(1, "EVENT-B", false);
            smds.register(2, "EVENT-OF-2", false);

            var found = lpa(smds, pki, 1).discover("");
            assertThat(found.events()).containsExactly("EVENT-A at smdp.example.com", "EVENT-B at smdp.example.com");
            assertThat(found.oid()).isEqualTo(TestPki.SMDS_OID.dotted());
            assertThat(lpa(smds, pki, 1).discover("EVENT-B").events()).containsExactly("EVENT-B at smdp.example.com");
            assertThat(lpa(smds, pki, 3).discover("").events()).isEmpty();
            assertThatThrownBy(() -> lpa(smds, pki, 1).discover("EVENT-OF-2")).hasMessageContaining("8.9.5");
        }
    }
}
