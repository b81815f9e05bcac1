package org.esimtestbed.rsp.data;

import java.util.Set;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// NotificationConfigurationInformation: who is to be told of which events.
///
/// @param address FQDN of the recipient
public record NotificationConfiguration(Set<NotificationEvent> events, String address) {
    public NotificationConfiguration {
        events = Set.copyOf(events);
    }

    public Tlv encode() {
        return Tlv.of(Tags.SEQUENCE, NamedBits.encode(0x80, events), Tlv.text(0x81, address));
    }

    /// @throws MalformedTlv if a member is missing
    public static NotificationConfiguration of(Tlv tlv) {
        return new NotificationConfiguration(
                NamedBits.decode(tlv.child(0x80), NotificationEvent.class),
                tlv.child(0x81).asText());
    }
}
