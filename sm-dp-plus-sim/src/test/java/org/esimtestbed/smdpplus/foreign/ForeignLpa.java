package org.esimtestbed.smdpplus.foreign;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A foreign LPA with its eUICC: the download of SGP.22 §3.1.2 and §3.1.3 up to the notification, each answer checked.
///
/// @param address of the SM-DP+, as an Activation Code names it
record ForeignLpa(Es9Plus es9, ForeignCard card, ForeignTrust trust, String address) {
    /// A refusal by the server, with its code and its text: `8.1/6.1, euiccSignature1 does not verify`.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String code, String message) {
            super(code + ", " + message);
        }
    }

    /// A session up to the offer.
    record Offered(ServerProof server, Offer offer) {
        String smdpOid() {
            return ForeignTrust.oid(server.dpAuth());
        }
    }

    ServerProof initiateAuthentication() {
        var challenge = new byte[16];
        new SecureRandom().nextBytes(challenge);
        var request = Es9Plus.JSON.createObjectNode();
        request.put("smdpAddress", address);
        request.put("euiccChallenge", Base64.getEncoder().encodeToString(challenge));
        put(request, "euiccInfo1", card.info1());
        return ServerProof.checked(call("initiateAuthentication", request), challenge, address, trust);
    }

    Offered authenticate(String matchingId) {
        var server = initiateAuthentication();
        var response = card.authenticateServer(server, address, matchingId);
        var request = session(server.transactionId());
        put(request, "authenticateServerResponse", response);
        return new Offered(server, Offer.checked(call("authenticateClient", request), server, response, trust));
    }

    RecoveredPackage download(Offer offer, Optional<String> confirmationCode) {
        var oneTime = card.curve().generate();
        var request = session(offer.transactionId());
        put(request, "prepareDownloadResponse", card.prepareDownload(offer, oneTime, confirmationCode));
        var answer = call("getBoundProfilePackage", request);
        ForeignRefusal.unless(
                java.util.Arrays.equals(Answer.hex(answer, "transactionId"), offer.transactionId()),
                "the package of another session");
        return RecoveredPackage.opened(
                Answer.base64(answer, "boundProfilePackage"), offer, card.curve(), oneTime, card.eid());
    }

    void cancelSession(Offered session, int reason) {
        cancelSession(session, session.smdpOid(), reason);
    }

    void cancelSession(Offered session, String smdpOid, int reason) {
        var id = session.server().transactionId();
        var request = session(id);
        put(request, "cancelSessionResponse", card.cancelSession(id, smdpOid, reason));
        call("cancelSession", request);
    }

    /// @param notification BF37 or a SEQUENCE
    void notify(DataObject notification) {
        var request = Es9Plus.JSON.createObjectNode();
        put(request, "pendingNotification", notification);
        es9.call("handleNotification", request);
    }

    void notifyInstalled(Offered session) {
        notify(card.installed(session.server().transactionId(), session.smdpOid(), metadata(session)));
    }

    void notifyFailed(Offered session, int bppCommandId, int errorReason) {
        notify(card.failed(
                session.server().transactionId(), session.smdpOid(), metadata(session), bppCommandId, errorReason));
    }

    private DataObject metadata(Offered session) {
        return ForeignCard.notification(
                1, ForeignCard.INSTALL, address, session.offer().iccid());
    }

    private JsonNode call(String function, ObjectNode request) {
        var answer = es9.call(function, request);
        var outcome = Answer.outcome(answer);
        if (!outcome.equals("Executed-Success")) throw new Refused(outcome, Answer.message(answer));
        return answer;
    }

    private static ObjectNode session(byte[] transactionId) {
        return Es9Plus.JSON
                .createObjectNode()
                .put("transactionId", Hex.toHexString(transactionId).toUpperCase(Locale.ROOT));
    }

    private static void put(ObjectNode request, String member, DataObject value) {
        request.put(member, Base64.getEncoder().encodeToString(value.octets()));
    }
}
