package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The refusals that need a certificate no honest CI issues, made by BouncyCastle, or a request that lacks something.
@DisplayName("SGP.22 §5.7.5, §5.7.13 and §5.7.14, the rest of the codes")
class ServerRefusedTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);

    private final TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), CardStore.inMemory());
    private final TestServer server = new TestServer(PKI, lpa);

    private static Credential certified(CertificateRole role, Curve curve, Optional<String> oid) {
        try {
            var pair = Pki.CRYPTO.generateKeyPair(curve);
            var ci = PKI.ci().certificate();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(ci.subject()),
                    BigInteger.valueOf(77),
                    Date.from(Pki.NOW.minusSeconds(60)),
                    Date.from(Pki.NOW.plusSeconds(3600)),
                    new X500Name("O=Server,CN=odd"),
                    Pki.CRYPTO.publicKey(curve, pair.publicPoint()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(PKI.ciKey().toArray()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            var policy = new ASN1ObjectIdentifier(role.policy().dotted());
            builder.addExtension(
                    Extension.certificatePolicies, true, new CertificatePolicies(new PolicyInformation(policy)));
            if (oid.isPresent()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.registeredID, oid.get())));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(new BouncyCastleProvider())
                    .build(PKI.ci().keyPair().privateKey());
            var der = Bytes.wrap(builder.build(signer).getEncoded());
            return new Credential(Certificate.parse(der), pair);
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private AuthenticateServerResponse.Code authenticate() {
        return ((AuthenticateServerResponse.Refused) server.authenticate()).code();
    }

    private PrepareDownloadResponse.Code prepare() {
        var signature1 = ((AuthenticateServerResponse.Ok) server.authenticate()).signature1();
        return ((PrepareDownloadResponse.Refused) server.prepare(signature1)).code();
    }

    @Test
    void aCertificateOnAnotherCurveThanItsCi() {
        server.dpAuth = certified(CertificateRole.DP_AUTH, Curve.BRAINPOOL_P256R1, Optional.of("2.999.10"));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.UNSUPPORTED_CURVE);
        server.dpAuth = PKI.dpAuth();
        server.dpPb = certified(CertificateRole.DP_PB, Curve.BRAINPOOL_P256R1, Optional.of("2.999.10"));
        assertThat(prepare()).isEqualTo(PrepareDownloadResponse.Code.UNSUPPORTED_CURVE);
    }

    @Test
    void aCertificateWithoutAnOid() {
        server.dpAuth = certified(CertificateRole.DP_AUTH, Curve.NIST_P256, Optional.empty());
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_OID);
        server.dpAuth = PKI.dpAuth();
        server.dpPb = certified(CertificateRole.DP_PB, Curve.NIST_P256, Optional.empty());
        assertThat(prepare()).isEqualTo(PrepareDownloadResponse.Code.INVALID_CERTIFICATE);
    }

    @Test
    void aRequestOfWhichOnlyTheTransactionCanBeRead() {
        lpa.call(new GetEuiccChallenge());
        assertThat(lpa.send(Bytes.hex("BF3806" + "30048002" + "A1A2")).data().hex())
                .isEqualTo("BF3809" + "A107" + "8002A1A2" + "02017F");
        assertThat(lpa.send(Bytes.hex("BF2106" + "30048002" + "A1A2")).data().hex())
                .isEqualTo("BF2109" + "A107" + "8002A1A2" + "02017F");
        assertThat(lpa.send(Bytes.hex("BF3802" + "3000")).status()).isEqualTo("6A80");
    }

    @ParameterizedTest
    @EnumSource(CancelSessionReason.class)
    void aSessionIsCancelledForEveryReason(CancelSessionReason reason) {
        assertThat(server.authenticate()).isInstanceOf(AuthenticateServerResponse.Ok.class);
        var answer = (CancelSessionResponse.Ok) lpa.call(new CancelSession(server.transactionId, reason));
        assertThat(answer.cancelSessionSigned().value().reason()).isEqualTo(reason);
        assertThat(answer.cancelSessionSigned().value().transactionId()).isEqualTo(server.transactionId);
    }

    @Test
    void aCancellationThatNamesNoTransaction() {
        assertThat(lpa.send(Bytes.hex("BF4103810101")).data().hex()).isEqualTo("BF410381017F");
    }
}
