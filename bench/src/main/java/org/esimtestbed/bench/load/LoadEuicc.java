package org.esimtestbed.bench.load;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.DeviceInfo;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the server hears of an eUICC, signed, and no card behind it. It does not check the server: that would be the
/// load generator's time.
public record LoadEuicc(Credential credential, Certificate eum, Bytes ciKey) {
    private static final Version SVN = new Version(2, 2, 2);
    private static final DeviceInfo DEVICE =
            new DeviceInfo(Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, new Version(15, 0, 0)), Optional.empty());

    public Tlv info1() {
        return new EuiccInfo1(SVN, List.of(ciKey), List.of(ciKey)).encode();
    }

    private Tlv info2() {
        return new EuiccInfo2(
                        new Version(2, 3, 1),
                        SVN,
                        new Version(1, 0, 0),
                        new CardResource(0, 1_000_000, 10_000),
                        EnumSet.allOf(UiccCapability.class),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        List.of(ciKey),
                        List.of(ciKey),
                        Optional.empty(),
                        Set.of(),
                        new Version(1, 0, 0),
                        "")
                .encode();
    }

    private Bytes sign(Bytes covered) {
        return Crypto.standard().sign(credential.keyPair().privateKey(), covered);
    }

    public Tlv authenticate(ServerSigned1 server, String matchingId) {
        var signed1 = EuiccSigned1.encode(
                server.transactionId(),
                server.serverAddress(),
                server.serverChallenge(),
                info2(),
                new CtxParams1(Optional.of(matchingId), DEVICE).encode());
        return new AuthenticateServerResponse.Ok(
                        Signed.read(signed1, EuiccSigned1::of), sign(signed1.raw()), credential.certificate(), eum)
                .encode();
    }

    public Tlv prepareDownload(TransactionId id, Bytes smdpSignature2) {
        var oneTime = Crypto.standard().generateKeyPair(credential.keyPair().curve());
        var signed2 = new EuiccSigned2(id, oneTime.publicPoint(), Optional.empty()).encode();
        return new PrepareDownloadResponse.Ok(
                        Signed.read(signed2, EuiccSigned2::of), sign(EuiccSigned2.covered(signed2, smdpSignature2)))
                .encode();
    }

    public Tlv installed(TransactionId id, Iccid iccid, String address) {
        var data = new ProfileInstallationResult.Data(
                        id,
                        new NotificationMetadata(0, NotificationEvent.INSTALL, address, Optional.of(iccid)),
                        Optional.empty(),
                        new ProfileInstallationResult.Success(
                                Aid.of("A0000005591010FFFFFFFF8900001000"), Optional.of(Bytes.hex("3000"))))
                .encode();
        return ProfileInstallationResult.signed(data, sign(data.raw())).tlv();
    }
}
