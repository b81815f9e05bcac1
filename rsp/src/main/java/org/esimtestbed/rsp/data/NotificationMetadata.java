package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// NotificationMetadata, tag BF2F.
///
/// @param seqNumber counts over the whole eUICC; 0 is a number like any other
/// @param events    one, as the specification wants it; cards are known that set no bit or several
/// @param address   FQDN the notification is for
public record NotificationMetadata(
        long seqNumber, Set<NotificationEvent> events, String address, Optional<Iccid> iccid) {
    public NotificationMetadata {
        events = Set.copyOf(events);
    }

    public NotificationMetadata(long seqNumber, NotificationEvent event, String address, Optional<Iccid> iccid) {
        this(seqNumber, Set.of(event), address, iccid);
    }

    /// What has happened.
    ///
    /// @throws MalformedTlv if that is not exactly one event
    public NotificationEvent event() {
        if (events.size() != 1) {
            throw new MalformedTlv(0, "notification " + seqNumber + " must have one event bit, has " + events);
        }
        return events.iterator().next();
    }

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.number(0x80, seqNumber));
        members.add(NamedBits.encode(0x81, events));
        members.add(Tlv.text(Tags.UTF8_STRING, address));
        iccid.ifPresent(id -> members.add(Tlv.of(Tags.ICCID, id.ef())));
        return Tlv.of(Tags.NOTIFICATION_METADATA, members);
    }

    /// The event is not needed to deliver a notification: bits that cannot be read are none.
    ///
    /// @throws MalformedTlv if a mandatory member is missing, or number or address cannot be read
    public static NotificationMetadata of(Tlv tlv) {
        tlv.expect(Tags.NOTIFICATION_METADATA);
        return new NotificationMetadata(
                tlv.child(0x80).asLong(),
                events(tlv.child(0x81)),
                tlv.child(Tags.UTF8_STRING).asText(),
                tlv.find(Tags.ICCID).flatMap(IccidTag::readable));
    }

    private static Set<NotificationEvent> events(Tlv bits) {
        try {
            return NamedBits.decode(bits, NotificationEvent.class);
        } catch (MalformedTlv noBits) {
            return Set.of();
        }
    }
}
