package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.euicc.state.FileCardStore;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.LoadCrl;
import org.esimtestbed.rsp.es10.LoadCrl.Code;
import org.esimtestbed.rsp.es10.LoadCrl.Loaded;
import org.esimtestbed.rsp.es10.LoadCrl.Refused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ES10b.LoadCRL, SGP.22 §5.7.12; the CRLs are made by BouncyCastle.
class LoadCrlTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final BigInteger DP_AUTH = PKI.dpAuth().certificate().serialNumber();
    private static final BigInteger DP_PB = PKI.dpPb().certificate().serialNumber();
    private static final ASN1ObjectIdentifier TOTAL = new ASN1ObjectIdentifier("2.23.146.1.2.0.2");
    private static final ASN1ObjectIdentifier NUMBER = new ASN1ObjectIdentifier("2.23.146.1.2.0.3");

    private final TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), CardStore.inMemory());

    private static X509v2CRLBuilder crl(int number, List<BigInteger> revoked) {
        try {
            var ci = PKI.ci().certificate();
            var builder = new X509v2CRLBuilder(new X500Name(ci.subject()), Date.from(Pki.NOW));
            builder.setNextUpdate(Date.from(Pki.NOW.plusSeconds(86_400)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(PKI.ciKey().toArray()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            revoked.forEach(serial -> builder.addCRLEntry(serial, Date.from(Pki.NOW), 1));
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes signed(X509v2CRLBuilder builder) {
        return signed(builder, PKI.ci().keyPair().privateKey());
    }

    private static Bytes signed(X509v2CRLBuilder builder, PrivateKey key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(new BouncyCastleProvider())
                    .build(key);
            return Bytes.wrap(builder.build(signer).getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static X509v2CRLBuilder part(X509v2CRLBuilder builder, int number, int total) throws IOException {
        builder.addExtension(NUMBER, false, new ASN1Integer(number));
        builder.addExtension(TOTAL, false, new ASN1Integer(total));
        return builder;
    }

    private LoadCrl.Response load(Bytes crl) {
        return lpa.call(new LoadCrl(crl));
    }

    private Object authenticate() {
        var response = new TestServer(PKI, lpa).authenticate();
        return response instanceof AuthenticateServerResponse.Refused refused ? refused.code() : "ok";
    }

    @Test
    void theCapabilityIsTold() {
        assertThat(lpa.call(new GetEuiccInfo2()).value().rspCapability().toString())
                .contains("CRL");
    }

    @Test
    void aRevokedServerIsRefusedFromThenOn() {
        assertThat(authenticate()).isEqualTo("ok");
        assertThat(load(signed(crl(1, List.of(DP_AUTH))))).isEqualTo(new Loaded(List.of()));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
    }

    @Test
    void aRevokedBindingCertificateIsRefused() {
        assertThat(load(signed(crl(1, List.of(DP_PB))))).isEqualTo(new Loaded(List.of()));
        var server = new TestServer(PKI, lpa);
        var authenticated = (AuthenticateServerResponse.Ok) server.authenticate();
        assertThat(server.prepare(authenticated.signature1()))
                .isInstanceOfSatisfying(
                        PrepareDownloadResponse.Refused.class,
                        it -> assertThat(it.code()).isEqualTo(PrepareDownloadResponse.Code.INVALID_CERTIFICATE));
    }

    @Test
    void itOutlivesTheLossOfPower(@TempDir Path folder) {
        var store = new FileCardStore(folder.resolve("card"), Pki.EID, Crypto.standard());
        TestLpa.with(PKI, EuiccSettings.standard(), store).call(new LoadCrl(signed(crl(1, List.of(DP_AUTH)))));
        var again = new FileCardStore(folder.resolve("card"), Pki.EID, Crypto.standard());
        var restarted = TestLpa.with(PKI, EuiccSettings.standard(), again);
        assertThat(new TestServer(PKI, restarted).authenticate())
                .isInstanceOf(AuthenticateServerResponse.Refused.class);
    }

    @Test
    void aLaterOneTakesThePlaceOfAnEarlierAndNotTheOtherWayRound() {
        load(signed(crl(5, List.of(DP_AUTH))));
        assertThat(load(signed(crl(4, List.of())))).isEqualTo(new Refused(Code.FRESHER_CRL_ALREADY_LOADED));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
        assertThat(load(signed(crl(6, List.of())))).isEqualTo(new Loaded(List.of()));
        assertThat(authenticate()).isEqualTo("ok");
    }

    @Test
    void partsThatAreMissingAreNamed() throws IOException {
        assertThat(load(signed(part(crl(2, List.of()), 2, 3)))).isEqualTo(new Loaded(List.of(1, 3)));
        assertThat(load(signed(part(crl(2, List.of(DP_AUTH)), 3, 3)))).isEqualTo(new Loaded(List.of(1)));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
        assertThat(load(signed(part(crl(2, List.of()), 1, 3)))).isEqualTo(new Loaded(List.of()));
    }

    @Test
    void aDeltaNeedsItsBase() throws IOException {
        var delta = crl(4, List.of(DP_AUTH));
        delta.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(3)));
        var octets = signed(delta);
        assertThat(load(octets)).isEqualTo(new Refused(Code.BASE_CRL_MISSING));
        assertThat(load(signed(crl(3, List.of(DP_PB))))).isEqualTo(new Loaded(List.of()));
        assertThat(load(octets)).isEqualTo(new Loaded(List.of()));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
    }

    @Test
    void oneThatSomeoneElseHasSigned() {
        var other = Pki.create(Curve.NIST_P256);
        assertThat(load(signed(crl(1, List.of(DP_AUTH)), other.ci().keyPair().privateKey())))
                .isEqualTo(new Refused(Code.INVALID_SIGNATURE));
        assertThat(load(other.issuer().crl(List.of(DP_AUTH)))).isEqualTo(new Refused(Code.VERIFICATION_KEY_NOT_FOUND));
        assertThat(authenticate()).isEqualTo("ok");
    }

    @Test
    void octetsThatAreNoCrl() {
        assertThat(load(Bytes.hex("3003020101"))).isEqualTo(new Refused(Code.INVALID_CRL_FORMAT));
        assertThat(lpa.send(Bytes.hex("BF3500")).data().hex()).isEqualTo("BF3503810102");
    }

    @Test
    void oneThatDoesNotFit() {
        var small = TestLpa.with(PKI, EuiccSettings.standard().withMemory(100), CardStore.inMemory());
        assertThat(small.call(new LoadCrl(signed(crl(1, List.of(DP_AUTH))))))
                .isEqualTo(new Refused(Code.NOT_ENOUGH_MEMORY_SPACE));
    }

    @Test
    void theIssuersOwnCrlIsTaken() throws GeneralSecurityException {
        Certificate revoked = PKI.dpAuth().certificate();
        assertThat(load(PKI.issuer().crl(List.of(revoked.serialNumber())))).isEqualTo(new Loaded(List.of()));
        assertThat(authenticate()).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
    }
}
