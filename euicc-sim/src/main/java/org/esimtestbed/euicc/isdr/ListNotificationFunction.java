package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.StoredNotification;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.ListNotification (SGP.22 §5.7.9), oldest first.
record ListNotificationFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return ListNotification.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(ListNotification.encodeError(ListNotification.UNDEFINED_ERROR));
    }

    @Override
    public Tlv answer(Tlv request) {
        var events = ListNotification.of(request).events();
        return ListNotification.encode(euicc.memory().state().notifications().stream()
                .filter(it -> events.isEmpty() || events.get().contains(it.event()))
                .map(StoredNotification::metadata)
                .toList());
    }
}
