package org.esimtestbed.smdpplus.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.esimtestbed.smdpplus.foreign.DataObject.application;
import static org.esimtestbed.smdpplus.foreign.DataObject.bits;
import static org.esimtestbed.smdpplus.foreign.DataObject.context;
import static org.esimtestbed.smdpplus.foreign.DataObject.number;
import static org.esimtestbed.smdpplus.foreign.DataObject.octetString;
import static org.esimtestbed.smdpplus.foreign.DataObject.sequence;
import static org.esimtestbed.smdpplus.foreign.DataObject.text;

import java.io.IOException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.encoders.Hex;

/// What an eUICC signs (SGP.22 §5.7), for an LPA that asks.
///
/// @param euicc CERT.EUICC, DER
/// @param eum   CERT.EUM, DER
/// @param ciKey the Public Key Identifier of the one CI it knows, 20 octets
record ForeignCard(ForeignCurve curve, PrivateKey key, byte[] euicc, byte[] eum, byte[] ciKey) {
    static final int END_USER_REJECTION = 0;
    static final int POSTPONED = 1;
    static final int INSTALL = 0x80;
    static final int ENABLE = 0x40;

    private static final int SIGNATURE = 55;
    private static final int ONE_TIME_KEY = 73;

    /// The EID in the subject of CERT.EUICC, as 16 octets of BCD (§2.4.9.1).
    byte[] eid() {
        var name = X500Name.getInstance(
                ForeignTrust.certificate(euicc).getSubjectX500Principal().getEncoded());
        return Hex.decode(IETFUtils.valueToString(
                name.getRDNs(BCStyle.SERIALNUMBER)[0].getFirst().getValue()));
    }

    private DataObject[] ciKeys() {
        return new DataObject[] {context(9, octetString(ciKey)), context(10, octetString(ciKey))};
    }

    /// EUICCInfo1, BF20 (§5.7.8).
    DataObject info1() {
        return context(32, context(2, version(2, 2, 2)), ciKeys()[0], ciKeys()[1]);
    }

    /// EUICCInfo2, BF22 (§5.7.8).
    DataObject info2() {
        return context(
                34,
                context(1, version(2, 3, 1)),
                context(2, version(2, 2, 2)),
                context(3, version(4, 5, 6)),
                context(
                        4,
                        Arrays.concatenate(
                                number(1, 0).octets(),
                                number(2, 700_000).octets(),
                                number(3, 20_000).octets())),
                bits(5, 5, 0x7F, 0x20),
                context(6, version(12, 0, 0)),
                context(7, version(2, 3, 0)),
                bits(8, 6, 0x40),
                ciKeys()[0],
                ciKeys()[1],
                number(11, 1),
                bits(25, 6, 0x40),
                octetString(version(1, 0, 0)),
                text("FOREIGN-CARD-1"),
                context(12, context(0, "foreign".getBytes(UTF_8)), context(1, "lab.example.com".getBytes(UTF_8))));
    }

    private static byte[] version(int major, int minor, int revision) {
        return new byte[] {(byte) major, (byte) minor, (byte) revision};
    }

    private DataObject sign(byte[]... covered) {
        return application(SIGNATURE, ForeignCurve.sign(key, covered));
    }

    /// AuthenticateServerResponse, BF38 (§5.7.13).
    DataObject authenticateServer(ServerProof server, String address, String matchingId) {
        var device = context(
                1,
                context(0, Hex.decode("35290611")),
                context(1, context(1, version(8, 0, 0)), context(5, version(15, 0, 0))));
        var signed1 = sequence(
                context(0, server.transactionId()),
                context(3, address.getBytes(UTF_8)),
                context(4, server.serverChallenge()),
                info2(),
                context(0, context(0, matchingId.getBytes(UTF_8)), device));
        return context(56, context(0, signed1, sign(signed1.octets()), DataObject.read(euicc), DataObject.read(eum)));
    }

    /// PrepareDownloadResponse, BF21 (§5.7.5).
    DataObject prepareDownload(Offer offer, KeyPair oneTime, Optional<String> confirmationCode) {
        var id = context(0, offer.transactionId());
        var key = application(ONE_TIME_KEY, ForeignCurve.point(oneTime.getPublic()));
        var signed2 = confirmationCode
                .map(code -> sequence(id, key, octetString(hashCc(code, offer.transactionId()))))
                .orElseGet(() -> sequence(id, key));
        return context(
                33,
                context(
                        0,
                        signed2,
                        sign(signed2.octets(), offer.smdpSignature2().octets())));
    }

    /// SHA-256 of the code's SHA-256 and the TransactionID (§5.7.5), 32 octets.
    static byte[] hashCc(String code, byte[] transactionId) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return sha256.digest(Arrays.concatenate(sha256.digest(code.getBytes(UTF_8)), transactionId));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// CancelSessionResponse, BF41 (§5.7.14).
    DataObject cancelSession(byte[] transactionId, String smdpOid, int reason) {
        var signed = sequence(context(0, transactionId), context(1, oid(smdpOid).value()), number(2, reason));
        return context(65, context(0, signed, sign(signed.octets())));
    }

    /// ProfileInstallationResult, BF37, that all went well (§2.5.6).
    DataObject installed(byte[] transactionId, String smdpOid, DataObject metadata) {
        var aid = Hex.decode("A0000005591010FFFFFFFF8900001000");
        return result(
                transactionId, smdpOid, metadata, context(0, application(15, aid), octetString(Hex.decode("3000"))));
    }

    /// ProfileInstallationResult, BF37, that names what failed (§2.5.6).
    DataObject failed(byte[] transactionId, String smdpOid, DataObject metadata, int bppCommandId, int errorReason) {
        return result(transactionId, smdpOid, metadata, context(1, number(0, bppCommandId), number(1, errorReason)));
    }

    private DataObject result(byte[] transactionId, String smdpOid, DataObject metadata, DataObject finalResult) {
        var data = context(39, context(0, transactionId), metadata, oid(smdpOid), context(2, finalResult));
        return context(55, data, sign(data.octets()));
    }

    /// NotificationMetadata, BF2F (§5.7.9).
    ///
    /// @param iccid as in 5A of the profile's metadata, 10 octets
    static DataObject notification(int number, int event, String address, byte[] iccid) {
        return context(
                47, number(0, number), bits(1, event == INSTALL ? 7 : 6, event), text(address), application(26, iccid));
    }

    /// OtherSignedNotification, a SEQUENCE (§5.7.10).
    DataObject otherNotification(DataObject metadata) {
        return sequence(metadata, sign(metadata.octets()), DataObject.read(euicc), DataObject.read(eum));
    }

    private static DataObject oid(String dotted) {
        try {
            return DataObject.read(new ASN1ObjectIdentifier(dotted).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
