package org.esimtestbed.console.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.id.Iccid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `testbed lpa notifications`.
@Command(
        name = "notifications",
        mixinStandardHelpOptions = true,
        description = "Delivers what the card has to tell, or lists it.",
        footer = {
            "",
            "Who cannot be reached is tried again after a minute, then after twice as long each time.",
            "",
            "Examples:",
            "  testbed lpa notifications",
            "  testbed lpa notifications --now",
            "  testbed lpa notifications --list"
        })
final class LpaNotifications extends LpaOperation {
    @Option(names = "--list", description = "list only, deliver nothing")
    private boolean list;

    @Option(names = "--now", description = "try also those who could not be reached a moment ago")
    private boolean now;

    /// A notification as a row.
    ///
    /// @param event   empty where the card says none, or several
    /// @param failure of the attempt to deliver it, with its five faces
    record Row(
            long seqNumber,
            String event,
            String iccid,
            String address,
            String outcome,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ExplainedFailure> failure) {
        static Row of(NotificationMetadata it, String outcome, Optional<ExplainedFailure> failure) {
            return new Row(
                    it.seqNumber(),
                    it.events().size() == 1 ? it.event().name().toLowerCase(Locale.ROOT) : "",
                    it.iccid().map(Iccid::digits).orElse(""),
                    it.address(),
                    outcome,
                    failure);
        }
    }

    @Override
    int perform(Device device, PrintWriter out) {
        var faces = new ArrayList<FiveFaces>();
        var rows = list
                ? device.notifications().stream()
                        .map(it -> Row.of(it, "pending", Optional.empty()))
                        .toList()
                : (now ? device.deliverNotificationsNow() : device.deliverNotifications())
                        .stream().map(it -> row(it, faces)).toList();
        if (json.wanted) {
            json.print(out, rows);
        } else if (rows.isEmpty()) {
            out.println("The card has nothing to tell.");
        } else {
            rows.forEach(row -> out.println("%4d %-8s %-20s %-16s %s"
                    .formatted(row.seqNumber(), row.event(), row.iccid(), row.address(), row.outcome())));
            faces.forEach(it -> it.print(err()));
        }
        boolean all = rows.stream().allMatch(row -> list || row.outcome().equals("delivered"));
        return all ? ExitCodes.DONE : ExitCodes.INFRASTRUCTURE;
    }

    private Row row(Notifications.Delivery delivery, List<FiveFaces> all) {
        var faces = delivery.cause().flatMap(StepFailure::of).map(this::faces);
        faces.ifPresent(all::add);
        return Row.of(delivery.notification(), delivery.failure().orElse("delivered"), faces.map(FiveFaces::json));
    }
}
