package org.esimtestbed.smdpplus.replica;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.testkit.TestEuicc;

/// A device that downloads from whichever replica comes next, and comes back when one dies under it.
final class RacingDevice {
    private static final int PATIENCE = 200; // answers lost in a row before the test gives up

    private final TestEuicc euicc;
    private final HttpClient http;
    private final List<ReplicaProcess> replicas;
    private final RandomGenerator random;

    RacingDevice(TestEuicc euicc, HttpClient http, List<ReplicaProcess> replicas, RandomGenerator random) {
        this.euicc = euicc;
        this.http = http;
        this.replicas = replicas;
        this.random = random;
    }

    /// A replica died before its answer came.
    private static final class AnswerLost extends Exception {
        private static final long serialVersionUID = 1L;

        AnswerLost(IOException cause) {
            super(cause);
        }
    }

    /// Tries to get one order's Profile until it has it or is refused.
    ///
    /// @return the code it was refused with; empty if the Profile is installed and the server has heard of it
    Optional<String> download(Iccid iccid) {
        for (int lost = 0; lost < PATIENCE; lost++) {
            try {
                return attempt(iccid);
            } catch (AnswerLost another) {
                Thread.onSpinWait(); // the next replica may be there
            }
        }
        throw new IllegalStateException("no replica answers");
    }

    private Optional<String> attempt(Iccid iccid) throws AnswerLost {
        var initiated = call("initiateAuthentication", TestSmDpPlus.initiate(euicc));
        if (!initiated.outcome().equals("Executed-Success")) return Optional.of(initiated.outcome());
        var server = ServerSigned1.of(Tlv.parse(Bytes.base64(initiated.text("serverSigned1"))));
        var id = server.transactionId();
        var offered = call(
                "authenticateClient",
                message(
                        id,
                        "authenticateServerResponse",
                        euicc.authenticate(server, iccid.digits()).encode()));
        if (!offered.outcome().equals("Executed-Success")) return Optional.of(offered.outcome());
        var signature2 = Tlv.parse(Bytes.base64(offered.text("smdpSignature2"))).value();
        var bound = call(
                "getBoundProfilePackage",
                message(id, "prepareDownloadResponse", euicc.prepareDownload(id, signature2, Optional.empty())));
        if (!bound.outcome().equals("Executed-Success")) return Optional.of(bound.outcome());
        tell(euicc.installed(id, iccid, TestSmDpPlus.ADDRESS));
        return Optional.empty();
    }

    // An LPA keeps a notification until it is acknowledged.
    private void tell(Tlv notification) {
        var body =
                "{\"pendingNotification\":\"%s\"}".formatted(notification.raw().base64());
        for (int lost = 0; lost < PATIENCE; lost++) {
            try {
                if (call("handleNotification", body).status() == 204) return;
            } catch (AnswerLost again) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("no replica takes the notification");
    }

    private record Answer(int status, String outcome, java.net.http.HttpResponse<String> http) {
        String text(String member) {
            return TestSmDpPlus.json(http).path(member).asString();
        }
    }

    private Answer call(String function, String body) throws AnswerLost {
        var replica = replicas.get(random.nextInt(replicas.size()));
        try {
            var answer = TestSmDpPlus.post(http, replica.es9() + function, body);
            if (answer.statusCode() >= 500) throw new AnswerLost(new IOException("HTTP " + answer.statusCode()));
            return new Answer(
                    answer.statusCode(), answer.statusCode() == 204 ? "" : TestSmDpPlus.outcome(answer), answer);
        } catch (IOException dead) {
            throw new AnswerLost(dead);
        }
    }

    private static String message(TransactionId id, String member, Tlv value) {
        return "{\"transactionId\":\"%s\",\"%s\":\"%s\"}"
                .formatted(id, member, value.raw().base64());
    }
}
