package org.esimtestbed.bench.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.certificate.CertificateRole;
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
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.profile.Protection;
import org.esimtestbed.smdpplus.profile.Requirements;

/// The SM-DP+ at the other end, without its wire: signs and binds what one card needs, while the stop watch stands.
final class Installer {
    static final String LOAD = "LoadBoundProfilePackage";

    private final Maker maker;
    private final ServerIdentity server;
    private final Binding binding;
    private final ProfilePackage type = ProfileType.generic();
    private final CtxParams1 context;
    private int count;

    Installer(Maker maker) {
        this.maker = maker;
        this.server = new ServerIdentity(
                Maker.SERVER_ADDRESS,
                0,
                maker.server(CertificateRole.DP_AUTH),
                maker.server(CertificateRole.DP_PB),
                maker.server(CertificateRole.DP_TLS));
        this.binding = new Binding(maker.crypto(), new Vault(maker.crypto().random(32), maker.crypto()));
        var device = new DeviceInfo(
                Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, Version.of("15.0.0")), Optional.empty());
        this.context = new CtxParams1(Optional.of("MATCHING-ID"), device);
    }

    /// The generic type for the next subscriber.
    ProfilePackage profile() {
        var number = ++count;
        return type.personalise(
                Subscription.of(new Iccid("898821%013d".formatted(number)), new Imsi("00101%010d".formatted(number)))
                        .withAka(maker.crypto().random(16), maker.crypto().random(16)));
    }

    TransactionId authenticate(Reader reader) {
        return open(reader).transactionId();
    }

    private record Open(TransactionId transactionId, Bytes euiccSignature1) {}

    private Open open(Reader reader) {
        var challenge = reader.call(new GetEuiccChallenge());
        var transactionId = new TransactionId(maker.crypto().random(16));
        var signed1 = new ServerSigned1(
                        transactionId,
                        challenge,
                        Maker.SERVER_ADDRESS,
                        maker.crypto().random(16))
                .encode();
        var answer = reader.call(new AuthenticateServer(
                Signed.read(signed1, ServerSigned1::of),
                maker.crypto().sign(server.dpAuth().keyPair().privateKey(), signed1.raw()),
                maker.ciKey(),
                server.dpAuth().certificate(),
                Signed.read(context.encode(), CtxParams1::of)));
        if (!(answer instanceof AuthenticateServerResponse.Ok ok)) throw refused(answer);
        return new Open(transactionId, ok.signature1());
    }

    /// The whole of a download as the card sees it (SGP.22 §3.1.3); it has to succeed.
    Iccid install(Reader reader, EuiccIdentity identity) {
        var profile = profile();
        var open = open(reader);
        var signed2 = new SmdpSigned2(open.transactionId(), false, Optional.empty()).encode();
        var signature2 = maker.crypto()
                .sign(server.dpPb().keyPair().privateKey(), SmdpSigned2.covered(signed2, open.euiccSignature1()));
        var answer = reader.call(new PrepareDownload(
                Signed.read(signed2, SmdpSigned2::of),
                signature2,
                Optional.empty(),
                server.dpPb().certificate()));
        if (!(answer instanceof PrepareDownloadResponse.Ok ok)) throw refused(answer);
        var content = new ProfileContent(
                profile.encode(), metadata(profile.iccid()), Requirements.of(profile), Protection.SESSION_KEYS);
        var bound = binding.bind(
                new Binding.Recipient(
                        server,
                        open.transactionId(),
                        identity.eid(),
                        ok.euiccSigned2().value().euiccOtpk()),
                profile.iccid(),
                content.offer(),
                content.profilePackage(),
                Optional.empty());
        var result = reader.load(LOAD, BoundProfilePackage.of(bound.bpp()).segments());
        var outcome =
                ProfileInstallationResult.of(Tlv.parse(result)).data().value().finalResult();
        if (!(outcome instanceof ProfileInstallationResult.Success)) throw refused(outcome);
        return profile.iccid();
    }

    private static IllegalStateException refused(Object answer) {
        return new IllegalStateException("the card refused: " + answer);
    }

    static ProfileMetadata metadata(Iccid iccid) {
        return new ProfileMetadata(
                iccid,
                "esim-testbed",
                "Generic profile",
                Optional.empty(),
                Optional.empty(),
                List.of(new NotificationConfiguration(Set.of(NotificationEvent.values()), Maker.SERVER_ADDRESS)),
                Optional.empty(),
                Set.of());
    }
}
