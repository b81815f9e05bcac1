package org.esimtestbed.lpa.management;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.memory.Retries;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList.Result;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;

/// Delivers what the eUICC has to tell (SGP.22 §3.5): oldest first, each removed from the eUICC only once its
/// recipient has acknowledged it. A recipient that cannot be reached keeps nobody else waiting, and gets no
/// later notification before an earlier one.
public final class Notifications {
    /// What became of one notification.
    ///
    /// @param failure why it is still on the eUICC; absent once delivered
    /// @param cause   what server or eUICC said to this attempt; absent where there was none, or no failure
    public record Delivery(
            NotificationMetadata notification, Optional<String> failure, Optional<RuntimeException> cause) {}

    private record Attempt(Optional<String> failure, Optional<RuntimeException> cause) {
        static final Attempt DONE = new Attempt(Optional.empty(), Optional.empty());

        static Attempt postponed(String why) {
            return new Attempt(Optional.of(why), Optional.empty());
        }

        static Attempt failed(String why, RuntimeException cause) {
            return new Attempt(Optional.of(why), Optional.of(cause));
        }
    }

    private final Isdr euicc;
    private final Es9Plus servers;
    private final Retries retries;

    public Notifications(Isdr euicc, Es9Plus servers, Retries retries) {
        this.euicc = euicc;
        this.servers = servers;
        this.retries = retries;
    }

    /// Leaves alone recipients that could not be reached and are not due again.
    public List<Delivery> deliverDue() {
        return deliver(address -> retries.waiting(address)
                .map(trouble -> "not before " + trouble.notBefore() + ", after attempt " + trouble.failures()));
    }

    /// Tries every recipient now.
    public List<Delivery> deliverAll() {
        return deliver(_ -> Optional.empty());
    }

    private interface Pause {
        Optional<String> before(String address);
    }

    private List<Delivery> deliver(Pause pause) {
        var pending = new ArrayList<>(euicc.call(new RetrieveNotificationsList(Optional.empty()))); // ES10b §5.7.10
        pending.sort(
                Comparator.comparingLong(notification -> notification.metadata().seqNumber()));
        Map<String, Long> behind = new HashMap<>();
        var deliveries = new ArrayList<Delivery>();
        for (var notification : pending) {
            var metadata = notification.metadata();
            var recipient = metadata.address().strip().toLowerCase(Locale.ROOT);
            var attempt = Optional.ofNullable(behind.get(recipient))
                    .map(earlier -> "waits for notification " + earlier + " to the same address")
                    .or(() -> pause.before(metadata.address()))
                    .map(Attempt::postponed)
                    .orElseGet(() -> deliver(notification));
            if (attempt.failure().isPresent()) behind.putIfAbsent(recipient, metadata.seqNumber());
            deliveries.add(new Delivery(metadata, attempt.failure(), attempt.cause()));
        }
        return deliveries;
    }

    private Attempt deliver(PendingNotification notification) {
        var metadata = notification.metadata();
        try {
            servers.handleNotification(notification); // ES9+ §5.6.4
        } catch (ServerUnreachable e) {
            retries.missed(metadata.address());
            return Attempt.failed(String.valueOf(e.getMessage()), e);
        }
        retries.reached(metadata.address());
        var removed = euicc.call(new RemoveNotificationFromList(metadata.seqNumber())); // ES10b §5.7.11
        return removed == Result.UNDEFINED_ERROR
                ? Attempt.failed("delivered, but the eUICC does not remove it: " + removed, Es10Refused.with(removed))
                : Attempt.DONE;
    }
}
