package org.esimtestbed.mno.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.mno.es2plus.Ordering;
import org.esimtestbed.mno.es2plus.SmDpPlusUnreachable;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Ordering by HTTP: what the command line calls.
@RestController
final class OrderController {
    private final Ordering ordering;
    private final Subscriptions subscriptions;
    private final RequestBody bodies;

    OrderController(Ordering ordering, Subscriptions subscriptions, RequestBody bodies) {
        this.ordering = ordering;
        this.subscriptions = subscriptions;
        this.bodies = bodies;
    }

    /// @param testKey 32 hexadecimal digits
    /// @param release absent means yes
    /// @param smdsAddress FQDN, which a port may follow
    /// @param profileClass test, provisioning or operational; absent means operational
    record OrderRequest(
            String profileType,
            Optional<Eid> eid,
            Optional<String> matchingId,
            Optional<String> confirmationCode,
            Optional<String> testKey,
            Optional<Boolean> release,
            Optional<String> smdsAddress,
            Optional<String> profileClass) {}

    /// A subscription without its secrets.
    record Ordered(
            Iccid iccid,
            String imsi,
            String msisdn,
            String profileType,
            Optional<String> activationCode,
            String progress,
            String profileClass) {
        static Ordered of(Subscription it) {
            return new Ordered(
                    it.iccid(),
                    it.imsi().digits(),
                    it.msisdn(),
                    it.profileType(),
                    it.activationCode(),
                    it.progress().name().toLowerCase(Locale.ROOT),
                    it.profileClass().name().toLowerCase(Locale.ROOT));
        }
    }

    /// What a subscriber is given to type into the device. Prints as nothing.
    ///
    /// @param pin 4 digits
    /// @param puk 8 digits
    record Codes(String pin, String puk) {
        @Override
        public String toString() {
            return "Codes[masked]";
        }
    }

    record Refusal(String code, String message) {}

    @PostMapping("/orders")
    ResponseEntity<byte[]> order(HttpServletRequest http) throws IOException {
        var request = JsonBinding.readRequest(bodies.read(http), OrderRequest.class);
        try {
            var subscription = ordering.order(new Ordering.Wish(
                    request.profileType(),
                    request.eid(),
                    request.matchingId(),
                    request.confirmationCode(),
                    request.testKey().map(text -> Given.as("testKey", text, OrderController::key)),
                    request.release().orElse(true),
                    request.smdsAddress(),
                    Given.as("profileClass", request.profileClass().orElse("operational"), OrderController::named)));
            return json(201, Ordered.of(subscription));
        } catch (FunctionRefused refused) {
            return json(409, new Refusal(refused.statusCode().code(), String.valueOf(refused.getMessage())));
        } catch (SmDpPlusUnreachable unreachable) {
            return json(502, new Refusal("unreachable", String.valueOf(unreachable.getMessage())));
        }
    }

    @GetMapping("/orders")
    ResponseEntity<byte[]> all() {
        List<Ordered> all = subscriptions.all().stream().map(Ordered::of).toList();
        return json(200, all);
    }

    @GetMapping("/orders/{iccid}")
    ResponseEntity<byte[]> one(@PathVariable String iccid) {
        return subscriptions
                .find(Given.as("iccid", iccid, Iccid::new))
                .map(it -> json(200, Ordered.of(it)))
                .orElseGet(() -> unknown(iccid));
    }

    /// The letter that comes with a SIM: the codes of it that are for the subscriber.
    @GetMapping("/orders/{iccid}/codes")
    ResponseEntity<byte[]> codes(@PathVariable String iccid, HttpServletResponse answer) {
        answer.setHeader("Cache-Control", "no-store");
        return subscriptions
                .find(Given.as("iccid", iccid, Iccid::new))
                .map(it -> json(200, new Codes(it.pin1(), it.puk1())))
                .orElseGet(() -> unknown(iccid));
    }

    private static ResponseEntity<byte[]> unknown(String iccid) {
        return json(404, new Refusal("unknown", "no subscription has the ICCID " + iccid));
    }

    private static ProfileClass named(String word) {
        for (var profileClass : ProfileClass.values()) {
            if (profileClass.name().equalsIgnoreCase(word)) return profileClass;
        }
        throw new IllegalArgumentException("no profile class: " + word);
    }

    private static Bytes key(String hex) {
        var key = Bytes.hex(hex);
        if (key.size() != 16) throw new IllegalArgumentException("a key has 16 octets, not " + key.size());
        return key;
    }

    private static ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(RspJson.mapper().writeValueAsBytes(body));
    }
}
