package org.esimtestbed.euicc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.DeviceInfo;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The SM-DP+ of the tests: what it sends can be bent before it is sent.
public final class TestServer {
    public static final String ADDRESS = "smdp.example.com";
    private static final Bytes HOST_ID = Bytes.hex("0102030405060708");

    private final Pki pki;
    private final TestLpa lpa;

    // what a test may bend
    public TransactionId transactionId = TransactionId.of("A1A2A3A4A5A6A7A8");
    public Credential dpAuth;
    public Credential dpPb;
    public Optional<Bytes> bppEuiccOtpk = Optional.empty();
    public boolean ccRequired;
    public Optional<Bytes> hashCc = Optional.empty();
    public boolean replacesKeys;
    public int remoteKeyType = BspKeys.KEY_TYPE_AES;
    public UnaryOperator<ServerSigned1> bendSigned1 = it -> it;
    public UnaryOperator<Bytes> bendSignature1 = it -> it;
    public UnaryOperator<Bytes> bendSignature2 = it -> it;
    public UnaryOperator<Tlv> bendChannel = it -> it;
    public UnaryOperator<Bytes> bendSmdpSign = it -> it;
    public UnaryOperator<ProfileMetadata> bendMetadata = it -> it;
    public UnaryOperator<Tlv> bendMetadataOctets = it -> it;
    public UnaryOperator<List<Bytes>> bendSegments = it -> it;

    public TestServer(Pki pki, TestLpa lpa) {
        this.pki = pki;
        this.lpa = lpa;
        this.dpAuth = pki.dpAuth();
        this.dpPb = pki.dpPb();
    }

    public static ProfileMetadata metadata(Iccid iccid) {
        return new ProfileMetadata(
                iccid,
                "Provider",
                "Profile",
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new NotificationConfiguration(Set.of(NotificationEvent.values()), ADDRESS),
                        new NotificationConfiguration(Set.of(NotificationEvent.ENABLE), "other.example.com")),
                Optional.empty(),
                Set.of());
    }

    public AuthenticateServerResponse authenticate() {
        var challenge = lpa.call(new GetEuiccChallenge());
        return authenticate(challenge);
    }

    public AuthenticateServerResponse authenticate(Bytes challenge) {
        var signed1 = bendSigned1
                .apply(new ServerSigned1(transactionId, challenge, ADDRESS, Bytes.repeat(0x5A, 16)))
                .encode();
        var signature = Pki.CRYPTO.sign(dpAuth.keyPair().privateKey(), signed1.raw());
        var device = new DeviceInfo(
                Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, Version.of("15.0.0")), Optional.empty());
        var context = new CtxParams1(Optional.of("MATCHING-ID"), device);
        return lpa.call(new AuthenticateServer(
                Signed.read(signed1, ServerSigned1::of),
                bendSignature1.apply(signature),
                pki.ciKey(),
                dpAuth.certificate(),
                Signed.read(context.encode(), CtxParams1::of)));
    }

    public PrepareDownloadResponse prepare(Bytes euiccSignature1) {
        var signed2 = new SmdpSigned2(transactionId, ccRequired, bppEuiccOtpk).encode();
        var signature = Pki.CRYPTO.sign(dpPb.keyPair().privateKey(), SmdpSigned2.covered(signed2, euiccSignature1));
        return lpa.call(new PrepareDownload(
                Signed.read(signed2, SmdpSigned2::of), bendSignature2.apply(signature), hashCc, dpPb.certificate()));
    }

    /// Authenticates and prepares; both must go well.
    public PrepareDownloadResponse.Ok prepared() {
        var authenticated = (AuthenticateServerResponse.Ok) authenticate();
        return (PrepareDownloadResponse.Ok) prepare(authenticated.signature1());
    }

    public BoundProfilePackage bind(Bytes euiccOtpk, Bytes profile, ProfileMetadata metadata) {
        var crypto = Pki.CRYPTO;
        var curve = dpPb.keyPair().curve();
        var oneTime = crypto.generateKeyPair(curve);
        var unsigned = bendChannel.apply(InitialiseSecureChannel.unsigned(
                transactionId,
                new InitialiseSecureChannel.ControlRefTemplate(remoteKeyType, BspKeys.KEY_LENGTH, HOST_ID),
                oneTime.publicPoint()));
        var smdpSign = crypto.sign(dpPb.keyPair().privateKey(), InitialiseSecureChannel.covered(unsigned, euiccOtpk));
        var secret = crypto.agree(oneTime.privateKey(), crypto.publicKey(curve, euiccOtpk));
        var bsp = new Bsp(BspKeys.derive(secret, HOST_ID, Pki.EID));
        var parts = new ArrayList<Tlv>();
        parts.add(InitialiseSecureChannel.signed(unsigned, bendSmdpSign.apply(smdpSign)));
        parts.add(Tlv.of(
                0xA0,
                bsp.encrypt(0x87, ConfigureIsdp.withOid(Pki.SMDP_OID).encode().raw())));
        parts.add(Tlv.of(
                0xA1,
                bsp.mac(
                        0x88,
                        bendMetadataOctets
                                .apply(bendMetadata.apply(metadata).encode())
                                .raw())));
        if (replacesKeys) {
            var keys = new BspKeys(crypto.random(16), crypto.random(16), crypto.random(16));
            parts.add(Tlv.of(
                    0xA2,
                    bsp.encrypt(0x87, new ReplaceSessionKeys(keys).encode().raw())));
            bsp = new Bsp(keys);
        }
        parts.add(Tlv.of(0xA3, bsp.encrypt(0x86, profile)));
        return BoundProfilePackage.of(Tlv.of(0xBF36, parts));
    }

    /// Loads a package; the result comes with the last segment, or with the one that fails.
    public ProfileInstallationResult load(BoundProfilePackage bpp) {
        for (var segment : bendSegments.apply(bpp.segments())) {
            var response = lpa.send(segment);
            assertThat(response.status())
                    .as(() -> "segment " + segment + lpa.card().lastFailure())
                    .isEqualTo("9000");
            if (!response.data().isEmpty()) return ProfileInstallationResult.of(Tlv.parse(response.data()));
        }
        throw new AssertionError("the package was loaded and no result came");
    }

    public ProfileInstallationResult install(Bytes profile, ProfileMetadata metadata) {
        var otpk = prepared().euiccSigned2().value().euiccOtpk();
        return load(bind(otpk, profile, metadata));
    }

    public ProfileInstallationResult install(ProfilePackage profile) {
        return install(profile.encode(), metadata(profile.iccid()));
    }
}
