package org.esimtestbed.smdpplus.foreign;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// What initiateAuthentication answered, checked as the eUICC does in ES10b.AuthenticateServer (SGP.22 §5.7.13).
///
/// @param transactionId   1 to 16 octets
/// @param serverChallenge 16 octets
record ServerProof(byte[] transactionId, byte[] serverChallenge, X509Certificate dpAuth) {
    /// @throws ForeignRefusal naming the first check that fails
    static ServerProof checked(JsonNode answer, byte[] euiccChallenge, String address, ForeignTrust trust) {
        var dpAuth = trust.server(Answer.base64(answer, "serverCertificate"), ForeignTrust.DP_AUTH);
        var ciKey =
                DataObject.read(Answer.base64(answer, "euiccCiPKIdToBeUsed")).expect("04");
        ForeignRefusal.unless(
                Arrays.equals(ciKey.value(), trust.keyIdentifier()), "euiccCiPKIdToBeUsed is no key this eUICC has");
        var signed1 = DataObject.read(Answer.base64(answer, "serverSigned1")).expect("30");
        ForeignCurve.verify(
                "serverSignature1",
                dpAuth.getPublicKey(),
                DataObject.read(Answer.base64(answer, "serverSignature1")),
                signed1.octets());
        var members = signed1.children("80", "81", "83", "84");
        var transactionId = members.get(0).value();
        ForeignRefusal.unless(
                transactionId.length >= 1 && transactionId.length <= 16, "a TransactionID has 1 to 16 octets");
        ForeignRefusal.unless(
                Arrays.equals(transactionId, Answer.hex(answer, "transactionId")),
                "the JSON names another TransactionID than serverSigned1");
        ForeignRefusal.unless(Arrays.equals(members.get(1).value(), euiccChallenge), "another euiccChallenge");
        ForeignRefusal.unless(members.get(2).asText().equals(address), "another serverAddress");
        ForeignRefusal.unless(members.get(3).value().length == 16, "a serverChallenge has 16 octets");
        return new ServerProof(transactionId, members.get(3).value(), dpAuth);
    }
}
