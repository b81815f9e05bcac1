package org.esimtestbed.console.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovered.Outcome;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smds.event.Event;

/// The demonstration where no Activation Code is scanned: SM-DP+, Alternative SM-DS, Root SM-DS, and the same way back
/// (SGP.22 §3.6).
record DemoDiscovery(Screen screen, Ecosystem ecosystem) {
    private static final Duration SMDS_TOLD = Duration.ofSeconds(10);

    OperatorApi.Order order(OperatorApi operator, ChosenProfile profile, Eid eid) {
        var es12 = "localhost:" + ecosystem.alternativeSmds().orElseThrow().es12Port();
        return operator.order(
                profile.type().name(),
                ProfileClass.OPERATIONAL,
                Optional.of(eid),
                Optional.empty(),
                profile.testKey(),
                Optional.of(es12));
    }

    /// @throws OtherEnding      if no event leads to the Profile
    /// @throws RuntimeException as a download by an Activation Code, where the event's came to nothing
    ProfileInstallationResult download(Device device, Eid eid) {
        screen.heading("3  The event: to the Alternative SM-DS, and on to the Root");
        screen.fact("Root SM-DS", ecosystem.discovery().address() + ", " + await(eid));

        screen.heading("4  The device asks the Root, is sent on, downloads and installs");
        var poll = device.discover(new DemoEndUser(screen), false);
        screen.endProgress();
        var found = poll.events().stream().flatMap(Discovered::all).toList();
        found.forEach(it -> screen.fact(
                it.outcome().word(), it.event().eventId() + " at " + it.event().rspServerAddress()));
        return found.stream()
                .flatMap(it -> installed(it.outcome()).stream())
                .findFirst()
                .orElseThrow(() -> new OtherEnding("no event of " + poll.root() + " leads to the Profile"));
    }

    private static Optional<ProfileInstallationResult> installed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Installed(var result) -> Optional.of(result);
            case Outcome.Failed(var why, var _, var cause) -> throw cause.orElseGet(() -> new OtherEnding(why));
            case Outcome.SentOn _, Outcome.Declined _, Outcome.HandledBefore _, Outcome.Waiting _ -> Optional.empty();
        };
    }

    /// The SM-DP+ registers events in its own time.
    private String await(Eid eid) {
        long deadline = System.nanoTime() + SMDS_TOLD.toNanos();
        while (true) {
            List<Event> events = ecosystem.smds().orElseThrow().events().of(eid);
            if (!events.isEmpty())
                return events.getFirst().eventId() + " at " + events.getFirst().address();
            if (System.nanoTime() > deadline) throw new OtherEnding("no event has come to the Root SM-DS in time");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
