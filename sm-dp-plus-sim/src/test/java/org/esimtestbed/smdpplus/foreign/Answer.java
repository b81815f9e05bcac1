package org.esimtestbed.smdpplus.foreign;

import java.util.Base64;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.encoders.Hex;
import tools.jackson.databind.JsonNode;

/// Members of a JSON answer (SGP.22 §6.5.2): binary data in base64, a TransactionID in upper-case hexadecimal.
final class Answer {
    private Answer() {}

    /// @throws ForeignRefusal if the member is absent or no base64
    static byte[] base64(JsonNode answer, String member) {
        try {
            return Base64.getDecoder().decode(text(answer, member));
        } catch (IllegalArgumentException e) {
            throw new ForeignRefusal(member + " is no base64", e);
        }
    }

    /// @throws ForeignRefusal if the member is absent or no upper-case hexadecimal
    static byte[] hex(JsonNode answer, String member) {
        var text = text(answer, member);
        ForeignRefusal.unless(text.matches("[0-9A-F]*"), member + " is no upper-case hexadecimal");
        try {
            return Hex.decode(text);
        } catch (DecoderException e) {
            throw new ForeignRefusal(member + " is no hexadecimal", e);
        }
    }

    private static String text(JsonNode answer, String member) {
        var node = answer.path(member);
        ForeignRefusal.unless(node.isString(), "the answer lacks " + member);
        return node.asString();
    }

    /// `Executed-Success`, or the code of a refusal: `8.2.6/3.8`.
    static String outcome(JsonNode answer) {
        var status = answer.path("header").path("functionExecutionStatus");
        var data = status.path("statusCodeData");
        return status.path("status").asString().equals("Failed")
                ? data.path("subjectCode").asString() + "/"
                        + data.path("reasonCode").asString()
                : status.path("status").asString();
    }

    /// What the server says beside the code of a refusal; may be empty.
    static String message(JsonNode answer) {
        return answer.at("/header/functionExecutionStatus/statusCodeData/message")
                .asString();
    }
}
