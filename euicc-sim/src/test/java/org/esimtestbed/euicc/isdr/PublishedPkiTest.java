package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.Eum;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A download under the published GSMA test PKI (SGP.26): certificates of CI, EUM and SM-DP+ that no one here made.
class PublishedPkiTest {
    @ParameterizedTest
    @ValueSource(strings = {"NIST", "BRP"})
    void aProfileIsInstalledUnderThePublishedCi(String curve) {
        var ci = credential("CI", curve);
        var eum = credential("EUM", curve);
        var euicc = new Eum(
                        Pki.CRYPTO,
                        Pki.CLOCK,
                        eum,
                        eum.certificate().subjectOrganisation().orElseThrow())
                .issueEuicc(Pki.EID);
        var identity = new EuiccIdentity(
                Pki.EID,
                List.of(new EuiccIdentity.Credential(
                        euicc.keyPair().privateKey(), euicc.certificate(), eum.certificate())));
        var pki = new Pki(
                ci,
                identity,
                credential("S_SM_DPauth", curve),
                credential("S_SM_DPpb", curve),
                new CertificateIssuer(Pki.CRYPTO, Pki.CLOCK, ci));
        var lpa = TestLpa.with(pki, EuiccSettings.standard(), CardStore.inMemory());
        var result = new TestServer(pki, lpa).install(ProfileType.generic());
        assertThat(result.data().value().finalResult()).isInstanceOf(Success.class);
    }

    private static Credential credential(String name, String curve) {
        var certificate = Certificate.parse(Bytes.wrap(Corpus.read("sgp26/CERT_" + name + "_ECDSA_" + curve + ".der")));
        var key = Pki.CRYPTO.privateKey(Bytes.wrap(Corpus.read("sgp26/SK_" + name + "_ECDSA_" + curve + ".p8")));
        return new Credential(certificate, Pki.CRYPTO.keyPair(key));
    }
}
