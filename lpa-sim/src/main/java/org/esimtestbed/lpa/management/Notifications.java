package org.esimtestbed.lpa.management;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;

/// Delivers what the eUICC has to tell (SGP.22 §3.5): oldest first, each removed from the eUICC only once its
/// recipient has acknowledged it; a recipient that cannot be reached keeps nobody else waiting.
public final class Notifications {
    /// What became of one notification.
    ///
    /// @param failure why it is still on the eUICC; absent once delivered
    public record Delivery(NotificationMetadata notification, Optional<String> failure) {}

    private final Isdr euicc;
    private final Es9Plus servers;

    public Notifications(Isdr euicc, Es9Plus servers) {
        this.euicc = euicc;
        this.servers = servers;
    }

    public List<Delivery> deliverAll() {
        var pending = new ArrayList<>(euicc.call(new RetrieveNotificationsList(Optional.empty())));
        pending.sort(
                Comparator.comparingLong(notification -> notification.metadata().seqNumber()));
        var deliveries = new ArrayList<Delivery>();
        for (var notification : pending) {
            try {
                servers.handleNotification(notification);
                euicc.call(
                        new RemoveNotificationFromList(notification.metadata().seqNumber()));
                deliveries.add(new Delivery(notification.metadata(), Optional.empty()));
            } catch (ServerUnreachable e) {
                deliveries.add(new Delivery(notification.metadata(), Optional.of(String.valueOf(e.getMessage()))));
            }
        }
        return deliveries;
    }
}
