package org.esimtestbed.rsp.es10;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.ListNotification (SGP.22 §5.7.9), tag BF28.
///
/// @param events which events to list; absent means all
public record ListNotification(Optional<Set<NotificationEvent>> events)
        implements Es10Command<List<NotificationMetadata>> {
    public static final int TAG = 0xBF28;
    public static final int UNDEFINED_ERROR = 127;

    /// @param notifications NotificationMetadata BF2F of each
    public static Tlv encode(Collection<Tlv> notifications) {
        return Tlv.of(TAG, Tlv.of(0xA0, notifications));
    }

    public static Tlv encodeError(int error) {
        return Tlv.of(TAG, Tlv.number(0x81, error));
    }

    /// @throws MalformedTlv if the events are no BIT STRING
    public static ListNotification of(Tlv request) {
        return new ListNotification(
                request.expect(TAG).find(0x81).map(bits -> NamedBits.decode(bits, NotificationEvent.class)));
    }

    @Override
    public Tlv request() {
        return Tlv.of(
                TAG, events.map(set -> List.of(NamedBits.encode(0x81, set))).orElse(List.of()));
    }

    /// @throws MalformedTlv if the eUICC answers with an error
    @Override
    public List<NotificationMetadata> response(Tlv response) {
        return response.expect(TAG).child(0xA0).children().stream()
                .map(NotificationMetadata::of)
                .toList();
    }
}
