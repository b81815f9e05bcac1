package org.esimtestbed.fuzz;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.DeviceInfo;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel.ControlRefTemplate;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A CI with one EUM, one eUICC and an SM-DP+ that signs whatever it is asked to sign. One for the whole process.
final class ServerSide {
    static final Crypto CRYPTO = Crypto.standard();
    static final InstantSource CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    static final TransactionId TRANSACTION_ID = TransactionId.of("A1A2A3A4A5A6A7A8");
    private static final String ADDRESS = "smdp.example.com";
    private static final Eid EID = Eid.withCheckDigits("890490320010012345678901234500");
    private static final Oid OID = new Oid("2.999.10");
    private static final Bytes HOST_ID = Bytes.hex("0102030405060708");

    private static final CertificateIssuer ISSUER = CertificateIssuer.create(CRYPTO, CLOCK, Curve.NIST_P256);
    private static final Credential DP_AUTH = server(CertificateRole.DP_AUTH);
    private static final Credential DP_PB = server(CertificateRole.DP_PB);
    static final EuiccIdentity IDENTITY = identity();
    static final EuiccFactory FACTORY =
            new EuiccFactory(CRYPTO, CLOCK, List.of(ISSUER.ci().certificate()));

    private ServerSide() {}

    private static Credential server(CertificateRole role) {
        return ISSUER.issueServer(role, new ServerNames("Server", ADDRESS, OID, List.of(), List.of()));
    }

    private static EuiccIdentity identity() {
        var eum = ISSUER.issueEum("Maker", "89049032");
        var euicc = eum.issueEuicc(EID);
        return new EuiccIdentity(
                EID,
                List.of(new EuiccIdentity.Credential(
                        euicc.keyPair().privateKey(),
                        euicc.certificate(),
                        eum.credential().certificate())));
    }

    static Bytes serverSigned1(Bytes euiccChallenge) {
        return new ServerSigned1(TRANSACTION_ID, euiccChallenge, ADDRESS, Bytes.repeat(0x5A, 16))
                .encode()
                .raw();
    }

    static Bytes ctxParams1() {
        var device = new DeviceInfo(
                Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, Version.of("15.0.0")), Optional.empty());
        return new CtxParams1(Optional.of("MATCHING-ID"), device).encode().raw();
    }

    /// BF38 over parts that may be anything, truly signed.
    static Bytes authenticateServer(Bytes serverSigned1, Bytes ctxParams1) {
        var signature = CRYPTO.sign(DP_AUTH.keyPair().privateKey(), serverSigned1);
        var ciKey = ISSUER.ci().certificate().subjectKeyIdentifier().orElseThrow();
        return command(
                AuthenticateServer.TAG,
                serverSigned1,
                Tlv.of(Tags.SIGNATURE, signature).raw(),
                Tlv.of(Tags.OCTET_STRING, ciKey).raw(),
                DP_AUTH.certificate().der(),
                ctxParams1);
    }

    static Bytes smdpSigned2() {
        return new SmdpSigned2(TRANSACTION_ID, false, Optional.empty()).encode().raw();
    }

    /// BF21 over parts that may be anything, truly signed.
    static Bytes prepareDownload(Bytes smdpSigned2, Bytes euiccSignature1) {
        var covered = smdpSigned2.plus(Tlv.of(Tags.SIGNATURE, euiccSignature1).raw());
        return command(
                PrepareDownload.TAG,
                smdpSigned2,
                Tlv.of(Tags.SIGNATURE, CRYPTO.sign(DP_PB.keyPair().privateKey(), covered))
                        .raw(),
                DP_PB.certificate().der());
    }

    private static Bytes command(int tag, Bytes... parts) {
        return Tlv.of(tag, Bytes.concat(parts)).raw();
    }

    static ProfileMetadata metadata(Iccid iccid) {
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

    /// One session with a card: InitialiseSecureChannel and the keys both sides have after it.
    record Channel(Tlv bf23, BspKeys keys) {}

    static Channel channel(Bytes euiccOtpk) {
        var oneTime = CRYPTO.generateKeyPair(Curve.NIST_P256);
        var template = new ControlRefTemplate(BspKeys.KEY_TYPE_AES, BspKeys.KEY_LENGTH, HOST_ID);
        var unsigned = InitialiseSecureChannel.unsigned(TRANSACTION_ID, template, oneTime.publicPoint());
        var signature = CRYPTO.sign(DP_PB.keyPair().privateKey(), InitialiseSecureChannel.covered(unsigned, euiccOtpk));
        var secret = CRYPTO.agree(oneTime.privateKey(), CRYPTO.publicKey(Curve.NIST_P256, euiccOtpk));
        return new Channel(InitialiseSecureChannel.signed(unsigned, signature), BspKeys.derive(secret, HOST_ID, EID));
    }

    /// ConfigureISDP, StoreMetadata and the profile elements before they are protected.
    static List<Bytes> functions(Bytes profilePackage, Iccid iccid) {
        return List.of(
                ConfigureIsdp.withOid(OID).encode().raw(),
                metadata(iccid).encode().raw(),
                profilePackage);
    }

    /// BF36 as its segments, each protected part as it stands in `functions`, whatever that is: with fewer than three
    /// the last ones are missing. With `replacesKeys` the profile elements have keys of their own.
    static List<Bytes> segments(Channel channel, List<Bytes> functions, boolean replacesKeys) {
        var bsp = new Bsp(channel.keys());
        var sequences = new ArrayList<Tlv>();
        if (!functions.isEmpty()) sequences.add(Tlv.of(0xA0, bsp.encrypt(0x87, functions.get(0))));
        if (functions.size() > 1) sequences.add(Tlv.of(0xA1, bsp.mac(0x88, functions.get(1))));
        if (replacesKeys) {
            var own = new BspKeys(Bytes.repeat(1, 16), Bytes.repeat(2, 16), Bytes.repeat(3, 16));
            sequences.add(Tlv.of(
                    0xA2, bsp.encrypt(0x87, new ReplaceSessionKeys(own).encode().raw())));
            bsp = new Bsp(own);
        }
        for (int i = 2; i < functions.size(); i++) sequences.add(Tlv.of(0xA3, bsp.encrypt(0x86, functions.get(i))));
        var segments = new ArrayList<Bytes>();
        int length = channel.bf23().raw().size();
        for (var sequence : sequences) length += sequence.raw().size();
        segments.add(Tlv.header(Tags.BOUND_PROFILE_PACKAGE, length)
                .plus(channel.bf23().raw()));
        for (var sequence : sequences) {
            var blocks = sequence.children().stream().map(Tlv::raw).toList();
            // SGP.22 §2.5.5: a sequence of 87 begins with its first block, the others with their header alone.
            boolean joined = (sequence.tag() == 0xA0 || sequence.tag() == 0xA2) && !blocks.isEmpty();
            segments.add(joined ? sequence.header().plus(blocks.getFirst()) : sequence.header());
            segments.addAll(blocks.subList(joined ? 1 : 0, blocks.size()));
        }
        return segments;
    }
}
