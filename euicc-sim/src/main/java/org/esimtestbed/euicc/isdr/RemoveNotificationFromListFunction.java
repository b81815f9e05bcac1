package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.RemoveNotificationFromList (SGP.22 §5.7.11): the LPA has delivered it.
record RemoveNotificationFromListFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return RemoveNotificationFromList.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        long number = RemoveNotificationFromList.of(request).seqNumber();
        var memory = euicc.memory();
        var left = memory.state().notifications().stream()
                .filter(it -> it.seqNumber() != number)
                .toList();
        if (left.size() == memory.state().notifications().size()) return Result.NOTHING_TO_DELETE.encode();
        memory.commit(memory.state().withNotifications(left));
        return Result.OK.encode();
    }
}
