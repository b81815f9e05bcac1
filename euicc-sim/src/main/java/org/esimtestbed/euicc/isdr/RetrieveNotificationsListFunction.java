package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.StoredNotification;
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
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(RetrieveNotificationsList.encodeError(RetrieveNotificationsList.UNDEFINED_ERROR));
    }

    @Override
    public Tlv answer(Tlv request) {
        var criteria = RetrieveNotificationsList.of(request).searchCriteria();
        var found = euicc.memory().state().notifications().stream()
                .filter(it -> criteria.isEmpty()
                        || switch (criteria.get()) {
                            case BySeqNumber(var number) -> it.seqNumber() == number;
                            case ByEvents(var events) -> events.contains(it.event());
                        })
                .map(StoredNotification::tlv)
                .toList();
        return RetrieveNotificationsList.encode(found);
    }
}
