package org.esimtestbed.testkit;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
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
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.data.TransactionIdTag;
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

    public Tlv info2(long freeMemory) {
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
        var signed1 = signed1(server, info2(freeMemory), ctxParams1(Optional.of(matchingId)));
        return new AuthenticateServerResponse.Ok(
                Signed.read(signed1, EuiccSigned1::of), sign(signed1.raw()), credential.certificate(), eum);
    }

    private static Tlv signed1(ServerSigned1 server, Tlv info2, Tlv ctxParams1) {
        return EuiccSigned1.encode(
                server.transactionId(), server.serverAddress(), server.serverChallenge(), info2, ctxParams1);
    }

    public static Tlv ctxParams1(Optional<String> matchingId) {
        var device = new DeviceInfo(
                Bytes.hex("35290611"), Map.of(DeviceInfo.EUTRAN, new Version(15, 0, 0)), Optional.empty());
        return new CtxParams1(matchingId, device).encode();
    }

    /// AuthenticateServerResponse, BF38, about whatever the card says of itself.
    public Tlv authenticate(ServerSigned1 server, Tlv info2, Tlv ctxParams1) {
        return answer(signed1(server, info2, ctxParams1));
    }

    /// AuthenticateServerResponse, BF38, around anything.
    public Tlv answer(Tlv signed1) {
        return Tlv.of(
                AuthenticateServerResponse.TAG,
                Tlv.of(
                        0xA0,
                        signed1,
                        Tlv.of(Tags.SIGNATURE, sign(signed1.raw())),
                        credential.certificate().tlv(),
                        eum.tlv()));
    }

    /// euiccCancelSessionSigned, whatever it is, and its signature: the alternative A0 of CancelSessionResponse.
    public Tlv signed(Tlv cancelSessionSigned) {
        return Tlv.of(0xA0, cancelSessionSigned, Tlv.of(Tags.SIGNATURE, sign(cancelSessionSigned.raw())));
    }

    /// The same eUICC, which shows other certificates.
    public TestEuicc showing(Certificate euiccCertificate, Certificate eumCertificate) {
        return new TestEuicc(new Credential(euiccCertificate, credential.keyPair()), eumCertificate);
    }

    public EcKeyPair newOneTimeKey() {
        return Crypto.standard().generateKeyPair(credential.keyPair().curve());
    }

    public Tlv prepareDownload(TransactionId transactionId, Bytes smdpSignature2, Optional<Bytes> hashCc) {
        return prepareDownload(transactionId, smdpSignature2, hashCc, newOneTimeKey());
    }

    public Tlv prepareDownload(
            TransactionId transactionId, Bytes smdpSignature2, Optional<Bytes> hashCc, EcKeyPair oneTime) {
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

    /// ProfileInstallationResult, BF37, of a package whose elements could not be loaded.
    ///
    /// @param errorReason any number, also one no version of the specification has
    public Tlv failed(TransactionId transactionId, Iccid iccid, String address, int errorReason) {
        var metadata = new NotificationMetadata(0, NotificationEvent.INSTALL, address, Optional.of(iccid)).encode();
        var error = Tlv.of(0xA1, Tlv.number(0x80, 5), Tlv.number(0x81, errorReason));
        return result(Tlv.of(
                Tags.PROFILE_INSTALLATION_RESULT_DATA,
                TransactionIdTag.encode(transactionId),
                metadata,
                Tlv.of(0xA2, error)));
    }

    /// ProfileInstallationResult, BF37, around any data BF27.
    public Tlv result(Tlv data) {
        return Tlv.of(Tags.PROFILE_INSTALLATION_RESULT, data, Tlv.of(Tags.SIGNATURE, sign(data.raw())));
    }

    public Tlv enabled(Iccid iccid, String address) {
        var metadata = new NotificationMetadata(1, NotificationEvent.ENABLE, address, Optional.of(iccid)).encode();
        return OtherSignedNotification.signed(metadata, sign(metadata.raw()), credential.certificate(), eum)
                .tlv();
    }
}
