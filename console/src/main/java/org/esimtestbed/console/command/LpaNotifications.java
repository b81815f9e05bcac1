package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.management.Notifications;
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

    @Override
    int perform(Device device, PrintWriter out) {
        var deliveries = list
                ? List.<Notifications.Delivery>of()
                : now ? device.deliverNotificationsNow() : device.deliverNotifications();
        var rows = list
                ? device.notifications().stream()
                        .map(it -> NotificationRow.of(it, "pending", Optional.empty()))
                        .toList()
                : deliveries.stream().map(this::row).toList();
        if (json.wanted) {
            json.print(out, rows);
        } else if (rows.isEmpty()) {
            out.println("The card has nothing to tell.");
        } else {
            rows.forEach(row -> out.println("%4d %-8s %-20s %-16s %s"
                    .formatted(row.seqNumber(), row.event(), row.iccid(), row.address(), row.outcome())));
            printFaces(deliveries);
        }
        boolean all = rows.stream().allMatch(row -> list || row.outcome().equals("delivered"));
        return all ? ExitCodes.DONE : ExitCodes.INFRASTRUCTURE;
    }
}
