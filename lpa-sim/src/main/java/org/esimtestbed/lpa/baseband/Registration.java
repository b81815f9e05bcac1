package org.esimtestbed.lpa.baseband;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The modem's side of the network: attached or not, and what it has been given there.
final class Registration {
    private final HomeNetwork network;
    private final Tracer tracer;
    private final InstantSource clock;
    private Optional<String> context = Optional.empty();
    private Optional<Bearer.Cellular> bearer = Optional.empty();

    Registration(HomeNetwork network, Tracer tracer, InstantSource clock) {
        this.network = network;
        this.tracer = tracer;
        this.clock = clock;
    }

    /// EPS AKA (3GPP TS 33.102 §6.3): the network's challenge, the USIM's answer, once more after a
    /// resynchronisation.
    ///
    /// @param usim answers a challenge
    /// @throws HomeNetwork.NoNetwork if the subscriber is unknown or nobody answers
    ServiceState attach(SimIdentity sim, Function<Attach.Challenge, UsimAnswer> usim) {
        var at = clock.instant();
        long start = System.nanoTime();
        var challenge = network.attach(new Attach.Request(sim.imsi().digits()));
        var answer = usim.apply(challenge);
        boolean resynchronised = false;
        if (answer instanceof UsimAnswer.SynchronisationFailure(var auts)) {
            tracer.record(new TraceEvent.Step(
                    clock.instant(),
                    Duration.ZERO,
                    "eUICC",
                    "Baseband",
                    "Resynchronisation",
                    "the USIM has seen a later sequence number and sends AUTS"));
            challenge = network.resynchronise(
                    new Attach.SynchronisationFailure(sim.imsi().digits(), challenge.rand(), auts));
            answer = usim.apply(challenge);
            resynchronised = true;
        }
        return switch (answer) {
            case UsimAnswer.Success(var res, var ck, var ik) -> {
                var result = network.answer(
                        new Attach.Answer(sim.imsi().digits(), res, Attach.keyProof(ck, ik, challenge.rand())));
                var took = Duration.ofNanos(System.nanoTime() - start);
                tracer.record(new TraceEvent.Step(
                        at,
                        took,
                        "Baseband",
                        "Operator",
                        "Attach",
                        result.attached() ? "attached" : result.cause().orElse("rejected")));
                context = result.context();
                yield result.attached()
                        ? new Attached(sim, result.plmn().orElse(sim.homePlmn()), resynchronised)
                        : new NoService(
                                "the network rejects the SIM: " + result.cause().orElse("no cause given"));
            }
            case UsimAnswer.SynchronisationFailure _ -> new NoService("resynchronisation did not help");
            case UsimAnswer.Refused(var statusWord) ->
                new NoService("the USIM does not accept the network: %04X".formatted(statusWord));
        };
    }

    /// The network hears of it if it can; the device is detached either way.
    void detach() {
        bearer = Optional.empty();
        var left = context;
        context = Optional.empty();
        if (left.isPresent()) network.detach(new Attach.Context(left.get()));
    }

    /// The PDN connection, asked for where there is none yet.
    ///
    /// @param apn what the End User has set
    /// @throws NoBearer if the network refuses it
    Bearer.Cellular bearer(Optional<String> apn) {
        if (bearer.isPresent()) return bearer.get();
        var at = clock.instant();
        long start = System.nanoTime();
        var result = network.connect(new PdnConnectivity.Request(attached(), apn));
        var given = cellular(result);
        tracer.record(new TraceEvent.Step(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "Baseband",
                "Operator",
                "PDN connectivity",
                "asks for access point " + apn.orElse("by default") + ", "
                        + given.map(it -> "is given " + it.apn())
                                .orElseGet(() -> result.cause().orElse("refused"))));
        bearer = given;
        return given.orElseThrow(() -> new NoBearer("the network refuses access point " + apn.orElse("by default")
                + ": " + result.cause().orElse("no cause given")));
    }

    private static Optional<Bearer.Cellular> cellular(PdnConnectivity.Result result) {
        if (!result.accepted()
                || result.gateway().isEmpty()
                || result.credential().isEmpty()) return Optional.empty();
        var gateway = result.gateway().get();
        int colon = gateway.lastIndexOf(':');
        try {
            var place = new InetSocketAddress(
                    gateway.substring(0, Math.max(colon, 0)), Integer.parseInt(gateway.substring(colon + 1)));
            return Optional.of(new Bearer.Cellular(
                    result.apn().orElse(""), place, result.credential().get()));
        } catch (IllegalArgumentException e) {
            throw new NoBearer("the network names a gateway that is no host:port: " + gateway);
        }
    }

    /// The next use asks for a PDN connection anew.
    void releaseBearer() {
        bearer = Optional.empty();
    }

    Telephony.Result call(String number) {
        return told("Call", number, network.call(new Telephony.Call(attached(), number)));
    }

    Telephony.Result send(String number, String text) {
        return told("Short message", number, network.send(new Telephony.ShortMessage(attached(), number, text)));
    }

    Telephony.Received received() {
        return network.received(new Attach.Context(attached()));
    }

    private String attached() {
        return context.orElseThrow(() -> new NoBearer("the network offers nothing but the attach"));
    }

    private Telephony.Result told(String what, String number, Telephony.Result result) {
        tracer.record(new TraceEvent.Step(
                clock.instant(),
                Duration.ZERO,
                "Baseband",
                "Operator",
                what,
                "to " + number + ": " + result.cause().orElse("accepted")));
        return result;
    }
}
