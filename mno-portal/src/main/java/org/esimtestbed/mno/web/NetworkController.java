package org.esimtestbed.mno.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.mno.network.Attachments;
import org.esimtestbed.mno.network.AuthenticationCentre;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The network by HTTP: what a device's baseband talks to.
@RestController
final class NetworkController {
    private final AuthenticationCentre centre;
    private final Attachments attachments;
    private final Subscriptions subscriptions;
    private final RequestBody bodies;

    NetworkController(
            AuthenticationCentre centre, Attachments attachments, Subscriptions subscriptions, RequestBody bodies) {
        this.centre = centre;
        this.attachments = attachments;
        this.subscriptions = subscriptions;
        this.bodies = bodies;
    }

    @PostMapping(Attach.REQUEST_PATH)
    ResponseEntity<byte[]> attach(HttpServletRequest http) throws IOException {
        var request = JsonBinding.readRequest(bodies.read(http), Attach.Request.class);
        return json(centre.challenge(imsi(request.imsi())));
    }

    @PostMapping(Attach.ANSWER_PATH)
    ResponseEntity<byte[]> answer(HttpServletRequest http) throws IOException {
        var answer = JsonBinding.readRequest(bodies.read(http), Attach.Answer.class);
        var imsi = imsi(answer.imsi());
        var result = centre.verify(answer);
        var subscriber = subscriptions.find(imsi).filter(_ -> result.attached());
        return json(Optional.of(
                subscriber.map(it -> result.in(attachments.attach(it))).orElse(result)));
    }

    @PostMapping(Attach.RESYNCHRONISATION_PATH)
    ResponseEntity<byte[]> resynchronise(HttpServletRequest http) throws IOException {
        var failure = JsonBinding.readRequest(bodies.read(http), Attach.SynchronisationFailure.class);
        imsi(failure.imsi());
        if (failure.auts().size() != 14) throw new MalformedMessage("auts: AUTS has 14 octets");
        return json(centre.resynchronise(failure));
    }

    /// Puts the subscriber's sequence number back to 0, as after a restore of an old backup: the next attach has to
    /// resynchronise.
    @PostMapping("/network/subscribers/{imsi}/forget-sequence-number")
    ResponseEntity<Void> forgetSequenceNumber(@PathVariable String imsi) {
        var subscription = subscriptions.find(imsi(imsi));
        subscription.ifPresent(it -> subscriptions.resetSqn(it.iccid(), 0));
        return subscription.isPresent()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }

    private static Imsi imsi(String digits) {
        return Given.as("imsi", digits, Imsi::new);
    }

    private static ResponseEntity<byte[]> json(Optional<? extends Record> body) {
        return body.map(it -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(RspJson.mapper().writeValueAsBytes(it)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
