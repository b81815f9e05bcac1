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
/// @param address   FQDN the notification is for
public record NotificationMetadata(long seqNumber, NotificationEvent event, String address, Optional<Iccid> iccid) {

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.number(0x80, seqNumber));
        members.add(NamedBits.encode(0x81, Set.of(event)));
        members.add(Tlv.text(Tags.UTF8_STRING, address));
        iccid.ifPresent(id -> members.add(Tlv.of(Tags.ICCID, id.ef())));
        return Tlv.of(Tags.NOTIFICATION_METADATA, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing or not exactly one event bit is set
    public static NotificationMetadata of(Tlv tlv) {
        tlv.expect(Tags.NOTIFICATION_METADATA);
        var bits = tlv.child(0x81);
        var events = NamedBits.decode(bits, NotificationEvent.class);
        if (events.size() != 1) throw bits.malformed("must have one event bit, has " + events);
        return new NotificationMetadata(
                tlv.child(0x80).asLong(),
                events.iterator().next(),
                tlv.child(Tags.UTF8_STRING).asText(),
                tlv.find(Tags.ICCID).map(IccidTag::of));
    }
}
