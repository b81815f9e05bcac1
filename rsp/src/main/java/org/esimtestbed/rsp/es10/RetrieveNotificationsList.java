package org.esimtestbed.rsp.es10;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.RetrieveNotificationsList (SGP.22 §5.7.10), tag BF2B.
public record RetrieveNotificationsList(Optional<Criterion> searchCriteria)
        implements Es10Command<List<PendingNotification>> {
    public static final int TAG = 0xBF2B;
    public static final int UNDEFINED_ERROR = 127;

    public sealed interface Criterion {}

    public record BySeqNumber(long seqNumber) implements Criterion {}

    public record ByEvents(Set<NotificationEvent> events) implements Criterion {}

    /// @param notifications each with the octets it was signed as
    public static Tlv encode(Collection<Tlv> notifications) {
        return Tlv.of(TAG, Tlv.of(0xA0, notifications));
    }

    public static Tlv encodeError(int error) {
        return Tlv.of(TAG, Tlv.number(0x81, error));
    }

    /// @throws MalformedTlv if the search criterion is neither of the two
    public static RetrieveNotificationsList of(Tlv request) {
        // a criterion without its tag A0 around it is none, X.680 §31.2.7
        for (var member : request.expect(TAG).children()) {
            if (member.tag() == 0x80 || member.tag() == 0x81) throw member.malformed("is a criterion without A0");
        }
        return new RetrieveNotificationsList(
                request.find(0xA0).map(Tlv::only).map(RetrieveNotificationsList::criterion));
    }

    private static Criterion criterion(Tlv tlv) {
        return switch (tlv.tag()) {
            case 0x80 -> new BySeqNumber(tlv.asLong());
            case 0x81 -> new ByEvents(NamedBits.decode(tlv, NotificationEvent.class));
            default -> throw tlv.malformed("is no search criterion");
        };
    }

    @Override
    public Tlv request() {
        return Tlv.of(
                TAG,
                searchCriteria
                        .map(criterion -> List.of(Tlv.of(
                                0xA0,
                                switch (criterion) {
                                    case BySeqNumber(var number) -> Tlv.number(0x80, number);
                                    case ByEvents(var events) -> NamedBits.encode(0x81, events);
                                })))
                        .orElse(List.of()));
    }

    /// Empty also where the eUICC answers noResultAvailable(1).
    ///
    /// @throws MalformedTlv if the eUICC answers with another error
    @Override
    public List<PendingNotification> response(Tlv response) {
        var error = response.expect(TAG).find(0x81);
        if (error.isPresent() && error.get().asInt() == 1) return List.of();
        return response.child(0xA0).children().stream()
                .map(PendingNotification::of)
                .toList();
    }
}
