package org.esimtestbed.smdpplus.foreign;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What authenticateClient answered, checked as the eUICC does in ES10b.PrepareDownload (SGP.22 §5.7.5).
///
/// @param metadata       BF25, as the End User sees it
/// @param smdpSignature2 5F37, which euiccSignature2 is to cover
/// @param bppEuiccOtpk   the one-time key of an earlier attempt, 65 octets
record Offer(
        byte[] transactionId,
        DataObject metadata,
        boolean confirmationCodeRequired,
        Optional<byte[]> bppEuiccOtpk,
        DataObject smdpSignature2,
        X509Certificate dpPb) {
    /// @param authenticated BF38, what was answered to the server
    /// @throws ForeignRefusal naming the first check that fails
    static Offer checked(JsonNode answer, ServerProof server, DataObject authenticated, ForeignTrust trust) {
        var dpPb = trust.server(Answer.base64(answer, "smdpCertificate"), ForeignTrust.DP_PB);
        ForeignRefusal.unless(
                ForeignTrust.oid(dpPb).equals(ForeignTrust.oid(server.dpAuth())),
                "CERT.DPpb is another server's than CERT.DPauth");
        var signed2 = DataObject.read(Answer.base64(answer, "smdpSigned2")).expect("30");
        var signature2 = DataObject.read(Answer.base64(answer, "smdpSignature2"));
        var euiccSignature1 = authenticated.child("A0").child("5F37");
        ForeignCurve.verify(
                "smdpSignature2", dpPb.getPublicKey(), signature2, signed2.octets(), euiccSignature1.octets());
        ForeignRefusal.unless(
                Arrays.equals(signed2.child("80").value(), server.transactionId())
                        && Arrays.equals(Answer.hex(answer, "transactionId"), server.transactionId()),
                "smdpSigned2 is of another session");
        var required = signed2.child("01").value();
        ForeignRefusal.unless(required.length == 1, "ccRequiredFlag is no BOOLEAN");
        var metadata = DataObject.read(Answer.base64(answer, "profileMetadata")).expect("BF25");
        ForeignRefusal.unless(metadata.child("5A").value().length == 10, "an ICCID has 10 octets");
        return new Offer(
                server.transactionId(),
                metadata,
                required[0] != 0,
                signed2.find("5F49").map(DataObject::value),
                signature2,
                dpPb);
    }

    byte[] iccid() {
        return metadata.child("5A").value();
    }
}
