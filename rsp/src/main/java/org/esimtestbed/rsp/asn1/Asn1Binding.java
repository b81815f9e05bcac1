package org.esimtestbed.rsp.asn1;

import java.util.List;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// RemoteProfileProvisioningRequest and RemoteProfileProvisioningResponse (SGP.22 §6.6), tag A2 around the function's
/// own. One place reads an envelope and one writes it.
public final class Asn1Binding {
    private static final int ENVELOPE = 0xA2;
    private static final int OK = 0xA0;
    private static final int ERROR = 0x81;
    private static final int CANCEL_SESSION_RESPONSE = 0xA1;
    private static final int PENDING_NOTIFICATION = 0xA0;
    private static final int EVENT_ENTRIES = 0xA1;

    private Asn1Binding() {}

    /// Reads what an LPA asks of an SM-DP+; the functions of ES11 are asked alike.
    ///
    /// @throws MalformedTlv if it is no function of ES9+ or a member is missing
    public static Es9PlusRequest readRequest(Bytes body) {
        var function = Tlv.parse(body).expect(ENVELOPE).only();
        return switch (Es9PlusFunction.of(function)) {
            case INITIATE_AUTHENTICATION ->
                new InitiateAuthentication.Request(
                        function.child(0x81).value(),
                        function.child(Tags.EUICC_INFO_1),
                        function.child(0x83).asText());
            case AUTHENTICATE_CLIENT -> new AuthenticateClient.Request(transactionId(function), function.child(0xBF38));
            case GET_BOUND_PROFILE_PACKAGE ->
                new GetBoundProfilePackage.Request(transactionId(function), function.child(0xBF21));
            case CANCEL_SESSION -> new CancelSession.Request(transactionId(function), cancelSessionResponse(function));
            case HANDLE_NOTIFICATION ->
                new HandleNotification.Request(
                        function.child(PENDING_NOTIFICATION).only());
        };
    }

    // The automatic tag takes the place of BF41; LPAs are known that keep BF41 inside it.
    private static Tlv cancelSessionResponse(Tlv function) {
        var tagged = function.child(CANCEL_SESSION_RESPONSE);
        return tagged.only().tag() == 0xBF41 ? tagged.only() : Tlv.of(0xBF41, tagged.value());
    }

    private static TransactionId transactionId(Tlv function) {
        return TransactionIdTag.of(function.child(Tags.TRANSACTION_ID));
    }

    public static Bytes answer(InitiateAuthentication.Response answer) {
        return ok(
                Es9PlusFunction.INITIATE_AUTHENTICATION,
                TransactionIdTag.encode(answer.transactionId()),
                answer.serverSigned1(),
                answer.serverSignature1(),
                answer.euiccCiPKIdToBeUsed(),
                answer.serverCertificate());
    }

    public static Bytes answer(AuthenticateClient.Response answer) {
        return ok(
                Es9PlusFunction.AUTHENTICATE_CLIENT,
                TransactionIdTag.encode(answer.transactionId()),
                answer.profileMetadata(),
                answer.smdpSigned2(),
                answer.smdpSignature2(),
                answer.smdpCertificate());
    }

    public static Bytes answer(GetBoundProfilePackage.Response answer) {
        return ok(
                Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE,
                TransactionIdTag.encode(answer.transactionId()),
                answer.boundProfilePackage());
    }

    /// AuthenticateClientResponseEs11, tag BF40.
    public static Bytes answer(org.esimtestbed.rsp.es11.AuthenticateClient.Response answer) {
        return ok(
                Es11Function.AUTHENTICATE_CLIENT,
                TransactionIdTag.encode(answer.transactionId()),
                Tlv.of(
                        EVENT_ENTRIES,
                        answer.eventEntries().stream().map(Asn1Binding::entry).toList()));
    }

    private static Tlv entry(EventEntry entry) {
        return Tlv.of(Tags.SEQUENCE, Tlv.text(0x80, entry.eventId()), Tlv.text(0x81, entry.rspServerAddress()));
    }

    /// CancelSessionOk, which has no member.
    public static Bytes cancelled() {
        return ok(Es9PlusFunction.CANCEL_SESSION);
    }

    /// The error of a function that was refused, as near as its numbers come to the status code.
    public static Bytes refusal(Asn1Function function, FunctionRefused refusal) {
        return envelope(function, Tlv.number(ERROR, function.error(refusal.statusCode())));
    }

    private static Bytes ok(Asn1Function function, Tlv... members) {
        return envelope(function, Tlv.of(OK, List.of(members)));
    }

    private static Bytes envelope(Asn1Function function, Tlv answer) {
        return Tlv.of(ENVELOPE, Tlv.of(function.tag(), answer)).raw();
    }
}
