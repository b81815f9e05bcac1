package org.esimtestbed.smdpplus;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.DeviceInfo;
import org.esimtestbed.rsp.data.EuiccCancelSessionSigned;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a server hears of an eUICC: answers that are signed, and no card behind them.
///
/// @param eum CERT.EUM, the issuer of the credential
public record TestEuicc(Credential credential, Certificate eum) {
    private static final Version SVN = new Version(2, 2, 2);

    private List<Bytes> ciKeys() {
        return List.of(eum.authorityKeyIdentifier().orElseThrow());
    }

    public Tlv info1() {
        return new EuiccInfo1(SVN, ciKeys(), ciKeys()).encode();
    }

    private Tlv info2(long freeMemory) {
        return new EuiccInfo2(
                        new Version(2, 3, 1),
                        SVN,
                        new Version(1, 0, 0),
                        new CardResource(0, freeMemory, 10_000),
                        EnumSet.allOf(UiccCapability.class),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        ciKeys(),
                        ciKeys(),
                        Optional.empty(),
                        Set.of(),
                        new Version(1, 0, 0),
                        "")
                .encode();
    }

    private Bytes sign(Bytes covered) {
        return Crypto.standard().sign(credential.keyPair().privateKey(), covered);
    }

    public AuthenticateServerResponse.Ok authenticate(ServerSigned1 server, String matchingId) {
        return authenticate(server, matchingId, 1_000_000);
    }

    public AuthenticateServerResponse.Ok authenticate(ServerSigned1 server, String matchingId, long freeMemory) {
        var device = new DeviceInfo(
                Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, new Version(15, 0, 0)), Optional.empty());
        var signed1 = EuiccSigned1.encode(
                server.transactionId(),
                server.serverAddress(),
                server.serverChallenge(),
                info2(freeMemory),
                new CtxParams1(Optional.of(matchingId), device).encode());
        return new AuthenticateServerResponse.Ok(
                Signed.read(signed1, EuiccSigned1::of), sign(signed1.raw()), credential.certificate(), eum);
    }

    public Tlv prepareDownload(TransactionId transactionId, Bytes smdpSignature2, Optional<Bytes> hashCc) {
        var oneTime = Crypto.standard().generateKeyPair(credential.keyPair().curve());
        var signed2 = new EuiccSigned2(transactionId, oneTime.publicPoint(), hashCc).encode();
        return new PrepareDownloadResponse.Ok(
                        Signed.read(signed2, EuiccSigned2::of), sign(EuiccSigned2.covered(signed2, smdpSignature2)))
                .encode();
    }

    public Tlv cancelSession(TransactionId transactionId, Oid smdpOid, CancelSessionReason reason) {
        var signed = new EuiccCancelSessionSigned(transactionId, smdpOid, reason).encode();
        return new CancelSessionResponse.Ok(Signed.read(signed, EuiccCancelSessionSigned::of), sign(signed.raw()))
                .encode();
    }

    public Tlv installed(TransactionId transactionId, Iccid iccid, String address) {
        var data = new ProfileInstallationResult.Data(
                        transactionId,
                        new NotificationMetadata(0, NotificationEvent.INSTALL, address, Optional.of(iccid)),
                        Optional.empty(),
                        new ProfileInstallationResult.Success(
                                Aid.of("A0000005591010FFFFFFFF8900001000"), Optional.of(Bytes.hex("3000"))))
                .encode();
        return ProfileInstallationResult.signed(data, sign(data.raw())).tlv();
    }

    public Tlv enabled(Iccid iccid, String address) {
        var metadata = new NotificationMetadata(1, NotificationEvent.ENABLE, address, Optional.of(iccid)).encode();
        return OtherSignedNotification.signed(metadata, sign(metadata.raw()), credential.certificate(), eum)
                .tlv();
    }
}
