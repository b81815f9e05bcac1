package org.esimtestbed.euicc.isdr;

import java.util.List;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList.ByEvents;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList.BySeqNumber;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.RetrieveNotificationsList (SGP.22 §5.7.10), oldest first.
record RetrieveNotificationsListFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return RetrieveNotificationsList.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        var criteria = RetrieveNotificationsList.of(request).searchCriteria();
        List<PendingNotification> found = euicc.memory().state().notifications().stream()
                .filter(it -> criteria.isEmpty()
                        || switch (criteria.get()) {
                            case BySeqNumber(var number) -> it.metadata().seqNumber() == number;
                            case ByEvents(var events) ->
                                events.contains(it.metadata().event());
                        })
                .toList();
        return RetrieveNotificationsList.encode(found);
    }
}
