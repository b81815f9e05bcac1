package org.esimtestbed.lpa.discovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.discovery.Discovered.Outcome;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.KeptDownload;
import org.esimtestbed.lpa.download.KeptDownloads;
import org.esimtestbed.lpa.download.ProfileDownload;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.memory.Retries;
import org.esimtestbed.lpa.server.Es11;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// Asks the Root SM-DS of the eUICC what waits for it, and handles each event once (SGP.22 §3.6.2). The address of an
/// event decides who is asked next, an SM-DP+ or another SM-DS; which of them listens there its TLS certificate says.
/// What fails is tried again, after a minute, then after twice as long each time, up to a day.
public final class Discovery {
    private static final Pattern EVENT_ID = Pattern.compile("[!-~]{1,255}");
    private static final Pattern ADDRESS = Pattern.compile("[!-~]{1,253}(:[0-9]{1,5})?");

    /// Of one answer, beside those that are handled or wait: 200 that always fail keep no other from its turn, which is
    /// the next poll's.
    private static final int MOST_EVENTS = 200;

    private static final String NO_EVENT =
            "it is no event: an EventID has 1 to 255 visible characters, an address is an FQDN";
    private static final Outcome NONE = new Outcome.Failed(
            NO_EVENT,
            Optional.of(new StepFailure(NO_EVENT, List.of(), List.of(), List.of(), List.of(), List.of())),
            Optional.empty());

    private final Isdr euicc;
    private final Es9Plus smdp;
    private final Es11 smds;
    private final EndUser endUser;
    private final KeptDownloads kept;
    private final HandledEvents handled;
    private final Retries retries;

    /// @param retries of events, by their key
    public Discovery(
            Isdr euicc,
            Es9Plus smdp,
            Es11 smds,
            EndUser endUser,
            KeptDownloads kept,
            DeviceMemory memory,
            Retries retries) {
        this.euicc = euicc;
        this.smdp = smdp;
        this.smds = smds;
        this.endUser = endUser;
        this.kept = kept;
        this.handled = new HandledEvents(memory);
        this.retries = retries;
    }

    /// One poll. A package that waits to be loaded is loaded first.
    ///
    /// @param evenIfWaiting whether events that failed a moment ago are tried as well
    /// @param told          hears of each event of the Root SM-DS as soon as it is handled
    /// @throws IllegalArgumentException if the eUICC names no Root SM-DS
    /// @throws FunctionRefused          if the Root SM-DS refuses
    /// @throws DownloadStopped          if LPA or eUICC do not accept it
    /// @throws ServerUnreachable        if it gives no usable answer
    public Poll poll(boolean evenIfWaiting, Consumer<Discovered> told) {
        var found = new ArrayList<Discovered>();
        Consumer<Discovered> noted = told.andThen(found::add);
        resumed().ifPresent(noted);
        // the session that asks the SM-DS would end the one the package is bound in
        if (kept.find().orElse(null) instanceof KeptDownload.Bound) return new Poll("", found, Optional.empty());
        var root = euicc.call(new GetEuiccConfiguredAddresses()).rootDsAddress().strip(); // ES10a §5.7.3
        if (root.isEmpty()) throw new IllegalArgumentException("the eUICC names no Root SM-DS");
        var named = new EventRetrieval(euicc, smds).from(root, Optional.empty());
        smds.releaseBearer(); // the SM-DS has done its part
        handled.keepOnly(named);
        retries.keepOnly(named.stream().map(HandledEvents::key).toList());
        var events = asManyAsOnePollTakes(named, evenIfWaiting);
        for (var event : events) noted.accept(new Discovered(event, handle(event, evenIfWaiting)));
        return new Poll(root, found, soonest(events));
    }

    /// @param root  whom the eUICC names; empty where nobody was asked, because a package of before waits still
    /// @param again when the first of the events that failed is due
    public record Poll(String root, List<Discovered> events, Optional<Instant> again) {
        public Poll {
            events = List.copyOf(events);
        }
    }

    private Optional<Instant> soonest(List<EventEntry> events) {
        return events.stream()
                .flatMap(event -> retries.waiting(HandledEvents.key(event)).stream())
                .map(Retries.Trouble::notBefore)
                .min(Instant::compareTo);
    }

    // A killed device may have left a package that was bound, and the event it came by is not handled without it.
    private Optional<Discovered> resumed() {
        if (!(kept.find().orElse(null) instanceof KeptDownload.Bound(var way, var _, var _, var _, var _))) {
            return Optional.empty();
        }
        var event = new EventEntry(way.matchingId().orElse(""), way.smdpAddress());
        var outcome = attempt(() -> {
            var result = new ProfileDownload(euicc, smdp, endUser, kept).resume();
            return result.map(Discovery::outcome).orElseGet(Outcome.HandledBefore::new);
        });
        var discovered = new Discovered(event, outcome);
        if (discovered.isDone()) handled.add(event, event);
        return Optional.of(discovered);
    }

    private Outcome handle(EventEntry event, boolean evenIfWaiting) {
        if (!isOne(event)) return NONE;
        if (handled.contains(event)) return new Outcome.HandledBefore();
        var key = HandledEvents.key(event);
        var trouble = retries.waiting(key).filter(_ -> !evenIfWaiting);
        if (trouble.isPresent()) return new Outcome.Waiting(trouble.get().notBefore());
        var outcome = attempt(() -> atSmdpOrSmds(event));
        if (new Discovered(event, outcome).isDone()) {
            handled.add(event, event);
            retries.reached(key);
        } else {
            retries.missed(key);
        }
        return outcome;
    }

    private Outcome atSmdpOrSmds(EventEntry event) {
        try {
            return download(event);
        } catch (ServerUnreachable unreachable) {
            if (!unreachable.trouble().isOtherRole()) throw unreachable;
            kept.forget(); // nothing has begun
            return new Outcome.SentOn(atOtherSmds(event));
        }
    }

    // What an Alternative SM-DS names is at an SM-DP+: it has nobody to send a device on to.
    private List<Discovered> atOtherSmds(EventEntry foundBy) {
        var events = asManyAsOnePollTakes(
                new EventRetrieval(euicc, smds).from(foundBy.rspServerAddress(), Optional.of(foundBy.eventId())), true);
        smds.releaseBearer();
        var there = new ArrayList<Discovered>();
        for (var event : events) {
            var outcome = isOne(event) ? handleThere(event) : NONE;
            var discovered = new Discovered(event, outcome);
            if (discovered.isDone()) handled.add(event, foundBy);
            there.add(discovered);
        }
        return there;
    }

    private Outcome handleThere(EventEntry event) {
        return handled.contains(event) ? new Outcome.HandledBefore() : attempt(() -> download(event));
    }

    // What is none is not remembered either: it may be as long as an answer can be.
    private static boolean isOne(EventEntry event) {
        return EVENT_ID.matcher(event.eventId()).matches()
                && ADDRESS.matcher(event.rspServerAddress()).matches();
    }

    private List<EventEntry> asManyAsOnePollTakes(List<EventEntry> named, boolean evenIfWaiting) {
        var done = handled.keys();
        var events = new ArrayList<EventEntry>();
        int left = MOST_EVENTS;
        for (var event : named) {
            var key = HandledEvents.key(event);
            boolean costsNothing =
                    done.contains(key) || !evenIfWaiting && retries.waiting(key).isPresent();
            if (costsNothing || left-- > 0) events.add(event);
        }
        return events;
    }

    private Outcome download(EventEntry event) {
        return outcome(new ProfileDownload(euicc, smdp, endUser, kept).run(WayIn.byEvent(event)));
    }

    private static Outcome outcome(ProfileInstallationResult result) {
        return switch (result.data().value().finalResult()) {
            case Success _ -> new Outcome.Installed(result);
            case Failure failure ->
                new Outcome.Failed(
                        "the eUICC could not install the Profile: "
                                + failure.reason().title(),
                        Optional.of(StepFailure.of(failure)),
                        Optional.empty());
        };
    }

    private interface Step {
        Outcome carriedOut();
    }

    private static Outcome attempt(Step step) {
        try {
            return step.carriedOut();
        } catch (DownloadStopped stopped) {
            return stopped.reason() == CancelSessionReason.END_USER_REJECTION
                    ? new Outcome.Declined()
                    : new Outcome.Failed(stopped);
        } catch (FunctionRefused | ServerUnreachable | StatusWordRefused | Es10Refused | MalformedTlv failure) {
            return new Outcome.Failed(failure);
        }
    }
}
