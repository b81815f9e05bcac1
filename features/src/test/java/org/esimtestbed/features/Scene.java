package org.esimtestbed.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// Who and what is on stage in one scenario: an order, an eUICC in a device, and what came of the one When.
public final class Scene {
    private SharedEcosystem target = SharedEcosystem.running();
    private final List<TraceEvent> trace = Collections.synchronizedList(new ArrayList<>());
    private Eid eid = target.newEid();
    private Iccid iccid;
    private String imsi;
    private ActivationCode code;
    private Card card;
    private CardChannel channel;
    private Device device;
    private BasebandSettings modem = BasebandSettings.STANDARD;
    private EndUser endUser = EndUser.agreeing();
    private ProfileInstallationResult result;
    private Exception failure;

    SharedEcosystem target() {
        return target;
    }

    /// Everything in this scenario is from now on of another ecosystem.
    void movesTo(SharedEcosystem other) {
        target = other;
    }

    /// The EID of this scenario's eUICC.
    Eid eid() {
        return eid;
    }

    // The order

    void ordered(Iccid newIccid, Optional<ActivationCode> newCode) {
        iccid = newIccid;
        code = newCode.orElse(code);
    }

    void subscribed(String newImsi) {
        imsi = newImsi;
    }

    void scans(ActivationCode newCode) {
        code = newCode;
    }

    Iccid iccid() {
        return Objects.requireNonNull(iccid, "nothing was ordered");
    }

    String imsi() {
        return Objects.requireNonNull(imsi, "nobody subscribed");
    }

    ActivationCode code() {
        return Objects.requireNonNull(code, "there is no Activation Code");
    }

    /// The order as the SM-DP+ has it now.
    Optional<ProfileOrder> order() {
        return target.smdp().orders().find(iccid());
    }

    // The device

    void inserts(Card newCard) {
        card = newCard;
        connects(new InProcess(newCard));
    }

    /// The same card by another way, with the servers reached as usual.
    void connects(CardChannel newChannel) {
        channel = newChannel;
        use(target.ecosystem().es9Plus(tracer()));
    }

    /// Another person with an eUICC of their own; what this scenario says of the eUICC is from now on about theirs.
    void takesAnotherDevice() {
        eid = target.newEid();
        inserts(target.ecosystem().card(eid, CardStore.inMemory()));
    }

    /// The same card, and servers reached in another way.
    void use(Es9Plus servers) {
        device = target.ecosystem().device(channel(), servers, modem, tracer());
    }

    /// The same card in a device whose LPA misbehaves in these ways.
    void usesLpa(LpaQuirks quirks) {
        device = target.ecosystem().device(channel(), quirks, tracer());
    }

    /// The same card in a device with another modem, not switched on.
    void usesModem(BasebandSettings newModem) {
        modem = newModem;
        use(target.ecosystem().es9Plus(tracer()));
    }

    /// The device of this scenario, with an ordinary eUICC if no step has said otherwise.
    Device device() {
        if (device == null) inserts(target.ecosystem().card(eid, CardStore.inMemory()));
        return device;
    }

    CardChannel channel() {
        if (channel == null) device();
        return channel;
    }

    /// The ISD-R without an LPA before it.
    Isdr isdr() {
        return Isdr.open(
                new Terminal(channel(), tracer(), SharedEcosystem.CLOCK, "LPA"), tracer(), SharedEcosystem.CLOCK);
    }

    Optional<Throwable> cardFailure() {
        return Optional.ofNullable(card).flatMap(Card::lastFailure);
    }

    Tracer tracer() {
        return trace::add;
    }

    List<TraceEvent> trace() {
        synchronized (trace) {
            return List.copyOf(trace);
        }
    }

    void forgetTrace() {
        trace.clear();
    }

    ProfileIdentifier profile() {
        return new ProfileIdentifier.ByIccid(iccid());
    }

    Optional<ProfileInfo> profileInfo() {
        return device().profiles().stream()
                .filter(it -> it.iccid().filter(iccid()::equals).isPresent())
                .findFirst();
    }

    // The End User

    /// The End User agrees to everything and types that Confirmation Code.
    void knowsConfirmationCode(Optional<String> typed) {
        endUser = EndUser.knowing(typed);
    }

    /// The End User agrees to everything and types one Confirmation Code after another.
    void knowsConfirmationCodes(String... typed) {
        endUser = endUser(EndUser.Answer.YES, typed);
    }

    void wantsToDecideLater() {
        endUser = endUser(EndUser.Answer.LATER);
    }

    void agrees() {
        endUser = EndUser.agreeing();
    }

    void rejectsTheProfile() {
        endUser = endUser(EndUser.Answer.NO);
    }

    /// The End User agrees to any Profile that has no rules for which consent is wanted.
    void agreesToNoRules() {
        endUser = new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return offer.rulesToAgreeTo().isEmpty() ? Answer.YES : Answer.LATER;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return Optional.empty();
            }

            @Override
            public boolean reallyWants(String deed) {
                return true;
            }
        };
    }

    private static EndUser endUser(EndUser.Answer answer, String... codes) {
        var left = new ArrayList<>(List.of(codes));
        return new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return answer;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
            }

            @Override
            public boolean reallyWants(String deed) {
                return answer == Answer.YES;
            }
        };
    }

    /// The End User of this scenario.
    EndUser endUser() {
        return endUser;
    }

    void downloads() {
        attempts(() -> device().download(WayIn.by(code()), endUser));
    }

    // The one When

    /// Keeps what came of it, result or failure; the Then steps say which was expected.
    void attempts(Callable<ProfileInstallationResult> download) {
        result = null;
        failure = null;
        try {
            result = download.call();
        } catch (Exception e) {
            failure = e;
        }
    }

    void tries(Runnable function) {
        failure = null;
        try {
            function.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    FinalResult finalResult() {
        if (failure != null) throw new AssertionError("no ProfileInstallationResult but " + failure, failure);
        return Objects.requireNonNull(result, "nothing was downloaded")
                .data()
                .value()
                .finalResult();
    }

    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    void close() {
        if (device != null) device.close();
    }
}
