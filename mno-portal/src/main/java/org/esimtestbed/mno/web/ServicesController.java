package org.esimtestbed.mno.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.mno.network.AccessRules;
import org.esimtestbed.mno.network.Attachments;
import org.esimtestbed.mno.network.Services;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an attached device asks of the network, by HTTP. A refusal of the network is an answer like any other.
@RestController
final class ServicesController {
    private static final int MAX_SMS = 160; // characters of one message in the default alphabet, TS 23.038 §6.1.2.1
    private static final int MAX_APN = 100; // octets, TS 23.003 §9.1

    private final Services services;
    private final Attachments attachments;
    private final AccessRules rules;
    private final RequestBody bodies;

    ServicesController(Services services, Attachments attachments, AccessRules rules, RequestBody bodies) {
        this.services = services;
        this.attachments = attachments;
        this.rules = rules;
        this.bodies = bodies;
    }

    @PostMapping(PdnConnectivity.PATH)
    ResponseEntity<byte[]> connect(HttpServletRequest http) throws IOException {
        var request = JsonBinding.readRequest(bodies.read(http), PdnConnectivity.Request.class);
        request.apn().ifPresent(apn -> requireLength("apn", apn, 0, MAX_APN));
        return json(services.connect(request));
    }

    @PostMapping(Telephony.CALL_PATH)
    ResponseEntity<byte[]> call(HttpServletRequest http) throws IOException {
        var call = JsonBinding.readRequest(bodies.read(http), Telephony.Call.class);
        requireNumber(call.number());
        return json(services.call(call));
    }

    @PostMapping(Telephony.SMS_PATH)
    ResponseEntity<byte[]> send(HttpServletRequest http) throws IOException {
        var message = JsonBinding.readRequest(bodies.read(http), Telephony.ShortMessage.class);
        requireNumber(message.number());
        requireLength("text", message.text(), 1, MAX_SMS);
        return json(services.send(message));
    }

    @PostMapping(Telephony.RECEIVED_PATH)
    ResponseEntity<byte[]> received(HttpServletRequest http) throws IOException {
        var device = JsonBinding.readRequest(bodies.read(http), Attach.Context.class);
        return services.received(device)
                .map(ServicesController::json)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping(Attach.DETACH_PATH)
    ResponseEntity<Void> detach(HttpServletRequest http) throws IOException {
        attachments.detach(
                JsonBinding.readRequest(bodies.read(http), Attach.Context.class).context());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/network/subscribers/{imsi}")
    ResponseEntity<byte[]> subscriber(@PathVariable String imsi) {
        return services.state(Given.as("imsi", imsi, Imsi::new))
                .map(ServicesController::json)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// @param forced whether provisioning Profiles get their access point whatever the device asks for
    record ForcedApn(boolean forced) {}

    /// The operator's own setting, for all subscribers from now on.
    @PostMapping("/network/rules/provisioning-apn")
    ResponseEntity<Void> force(HttpServletRequest http) throws IOException {
        rules.forceProvisioningApn(
                JsonBinding.readRequest(bodies.read(http), ForcedApn.class).forced());
        return ResponseEntity.noContent().build();
    }

    private static void requireNumber(String number) {
        if (!number.matches("[0-9]{1,15}")) { // TS 23.003 §3.3, E.164
            throw new MalformedMessage("number: an MSISDN has 1 to 15 digits");
        }
    }

    private static void requireLength(String name, String text, int min, int max) {
        if (text.length() < min || text.length() > max) {
            throw new MalformedMessage(name + ": " + min + " to " + max + " characters, not " + text.length());
        }
    }

    private static ResponseEntity<byte[]> json(Record body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(RspJson.mapper().writeValueAsBytes(body));
    }
}
