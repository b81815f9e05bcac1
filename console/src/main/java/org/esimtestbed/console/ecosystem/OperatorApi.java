package org.esimtestbed.console.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The operator's HTTP door, as the command line uses it.
public final class OperatorApi implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    public OperatorApi(URI base) {
        this.base = base;
    }

    /// A subscription as the operator shows it.
    public record Order(
            Iccid iccid,
            String imsi,
            String msisdn,
            String profileType,
            Optional<String> activationCode,
            String progress) {}

    /// The operator cannot be reached, or answers what nobody understands.
    public static final class OperatorUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OperatorUnreachable(String what) {
            super(what);
        }
    }

    /// Of an operational Profile.
    ///
    /// @throws FunctionRefused     if the SM-DP+ refuses the order
    /// @throws OperatorUnreachable if operator or SM-DP+ cannot be reached
    public Order order(
            String profileType, Optional<Eid> eid, Optional<String> confirmationCode, Optional<Bytes> testKey) {
        return order(profileType, ProfileClass.OPERATIONAL, eid, confirmationCode, testKey, Optional.empty());
    }

    /// @param profileClass of the profile type; the network treats the subscriber by it
    /// @param smdsAddress  where the SM-DP+ is to tell that the Profile waits; needs an EID
    /// @throws FunctionRefused     if the SM-DP+ refuses the order
    /// @throws OperatorUnreachable if operator or SM-DP+ cannot be reached
    public Order order(
            String profileType,
            ProfileClass profileClass,
            Optional<Eid> eid,
            Optional<String> confirmationCode,
            Optional<Bytes> testKey,
            Optional<String> smdsAddress) {
        var body = new LinkedHashMap<String, String>();
        body.put("profileType", profileType);
        body.put("profileClass", profileClass.name().toLowerCase(Locale.ROOT));
        eid.ifPresent(it -> body.put("eid", it.digits()));
        confirmationCode.ifPresent(it -> body.put("confirmationCode", it));
        smdsAddress.ifPresent(it -> body.put("smdsAddress", it));
        testKey.ifPresent(it -> body.put("testKey", it.hex()));
        return send("/orders", Optional.of(body), Order.class);
    }

    public Order find(Iccid iccid) {
        return send("/orders/" + iccid, Optional.empty(), Order.class);
    }

    /// What the subscriber is told along with the SIM. Prints as nothing.
    ///
    /// @param pin 4 digits
    /// @param puk 8 digits
    public record Codes(String pin, String puk) {
        @Override
        public String toString() {
            return "Codes[masked]";
        }
    }

    public Codes codes(Iccid iccid) {
        return send("/orders/" + iccid + "/codes", Optional.empty(), Codes.class);
    }

    /// Puts the subscriber's sequence number back, so that the next attach has to resynchronise.
    public void forgetSequenceNumber(String imsi) {
        send("/network/subscribers/" + imsi + "/forget-sequence-number", Optional.of(Map.of()), JsonNode.class);
    }

    /// What the network knows of a subscriber's device.
    ///
    /// @param apn     of its PDN connection
    /// @param reached `host:port` of what it reached over that connection
    public record SubscriberState(boolean attached, String profileClass, Optional<String> apn, List<String> reached) {
        public SubscriberState {
            reached = List.copyOf(reached);
        }
    }

    public SubscriberState subscriber(String imsi) {
        return send("/network/subscribers/" + imsi, Optional.empty(), SubscriberState.class);
    }

    /// Whether the network gives provisioning Profiles their access point whatever the device asks for.
    public void forceProvisioningApn(boolean forced) {
        send("/network/rules/provisioning-apn", Optional.of(Map.of("forced", forced)), JsonNode.class);
    }

    private <T> T send(String path, Optional<Map<String, ?>> body, Class<T> type) {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER).header("Content-Type", "application/json");
        body.ifPresent(it -> request.POST(
                HttpRequest.BodyPublishers.ofByteArray(RspJson.mapper().writeValueAsBytes(it))));
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 == 2) {
                return RspJson.mapper()
                        .readValue(answer.body().length == 0 ? "{}".getBytes(UTF_8) : answer.body(), type);
            }
            if (answer.statusCode() == 409) throw refusal(RspJson.mapper().readTree(answer.body()));
            throw new OperatorUnreachable("the operator answers HTTP " + answer.statusCode() + ": "
                    + new String(answer.body(), UTF_8).strip());
        } catch (IOException | JacksonException e) {
            throw new OperatorUnreachable("the operator at " + base + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorUnreachable("interrupted while waiting for the operator");
        }
    }

    private static FunctionRefused refusal(JsonNode body) {
        var code = body.path("code").asString("?/?").split("/", 2);
        return new StatusCode(code[0], code.length > 1 ? code[1] : "?", "Failed")
                .because(body.path("message").asString(""));
    }

    @Override
    public void close() {
        http.close();
    }
}
