package org.esimtestbed.smds.es12;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es12.RegisterEvent.Request;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.peer.ServerAddress;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.es15.RootSmDs;
import org.esimtestbed.smds.event.Event;
import org.esimtestbed.smds.event.Event.State;
import org.esimtestbed.smds.event.Events;

/// ES12.RegisterEvent and ES15.RegisterEvent (SGP.22 §5.9.1, §5.10.1). An Alternative SM-DS that is asked to forward
/// tells its Root first, under an EventID of its own: LPAs are told of the event once both know of it. A Root has
/// nobody to forward to.
public final class RegisterEvent {
    private static final int EVENT_ID = 16;

    private final Events events;
    private final Optional<RootSmDs> root;
    private final Crypto crypto;
    private final InstantSource clock;
    private final Duration life;

    /// @param root absent: this is a Root
    public RegisterEvent(Events events, Optional<RootSmDs> root, SmDsSettings settings) {
        this.events = events;
        this.root = root;
        this.crypto = settings.crypto();
        this.clock = settings.clock();
        this.life = settings.policy().eventLife();
    }

    /// @param owner SM-DP+ or Alternative SM-DS that asks
    /// @throws FunctionRefused with 1.3.1/2.1 for an address that is none, 8.9.5/3.3, 8.9/5.1 or 8.9/4.2
    public EmptyResponse answer(Oid owner, Request request) {
        if (!ServerAddress.isOne(request.rspServerAddress())) {
            throw StatusCode.INVALID_ELEMENT.because("rspServerAddress: an FQDN, which a port may follow");
        }
        var asked = event(owner, request);
        if (asked.forwardedId().isEmpty()) {
            if (events.add(asked).isPresent()) throw taken(asked);
        } else {
            forward(asked, root.orElseThrow());
        }
        return new EmptyResponse();
    }

    private Event event(Oid owner, Request request) {
        boolean forwards = request.forwardingIndicator() && root.isPresent();
        var now = clock.instant();
        return new Event(
                0,
                owner,
                request.eventId(),
                request.eid(),
                request.rspServerAddress(),
                request.forwardingIndicator(),
                forwards ? Optional.of(crypto.random(EVENT_ID).hex()) : Optional.empty(),
                forwards ? State.FORWARDING : State.REGISTERED,
                now,
                now.plus(life));
    }

    private void forward(Event asked, RootSmDs known) {
        var first = events.add(asked);
        if (first.isPresent() && !isUnderWay(first.get(), asked)) throw taken(asked);
        // asked anew after the Root was out of reach: it may have heard, so it is told under the same EventID
        var event = first.orElse(asked);
        try {
            known.register(event);
        } catch (FunctionRefused refused) {
            if (refused.statusCode().equals(StatusCode.ROOT_SMDS_FAILED)) events.giveUp(event);
            throw refused;
        }
        if (!events.registered(event)) overtaken(event, known);
    }

    // Another server of ours has just done the same, or has deleted the event: then the Root must not keep it.
    private void overtaken(Event event, RootSmDs known) {
        if (events.find(event.owner(), event.eventId()).isPresent()) throw taken(event);
        known.delete(event);
        throw StatusCode.EVENT_UNKNOWN.because("the event was deleted this very moment");
    }

    private static boolean isUnderWay(Event first, Event asked) {
        return first.state() == State.FORWARDING && first.isSameAs(asked);
    }

    private static FunctionRefused taken(Event asked) {
        return StatusCode.EVENT_ALREADY_REGISTERED.because(
                "the function requester has an event " + asked.eventId() + " here");
    }
}
