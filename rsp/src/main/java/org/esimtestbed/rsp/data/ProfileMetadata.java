package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// Profile Metadata as ES8+.StoreMetadata carries it (SGP.22 §5.5.3), tag BF25; ES9+ shows the same to the LPA.
///
/// @param serviceProviderName at most 32 octets of UTF-8
/// @param profileName         at most 64 octets of UTF-8
/// @param icon                the picture with its type
public record ProfileMetadata(
        Iccid iccid,
        String serviceProviderName,
        String profileName,
        Optional<Icon> icon,
        Optional<ProfileClass> profileClass,
        List<NotificationConfiguration> notifications,
        Optional<OperatorId> owner,
        Set<PolicyRule> policyRules) {

    /// @param type  0 JPEG, 1 PNG
    /// @param image at most 1024 octets
    public record Icon(int type, Bytes image) {}

    public ProfileMetadata {
        notifications = List.copyOf(notifications);
        policyRules = Set.copyOf(policyRules);
    }

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(IccidTag.encode(iccid));
        members.add(Tlv.text(0x91, serviceProviderName));
        members.add(Tlv.text(0x92, profileName));
        icon.ifPresent(it -> {
            members.add(Tlv.number(0x93, it.type()));
            members.add(Tlv.of(0x94, it.image()));
        });
        profileClass.ifPresent(it -> members.add(it.encode(0x95)));
        if (!notifications.isEmpty()) {
            members.add(Tlv.of(
                    0xB6,
                    notifications.stream()
                            .map(NotificationConfiguration::encode)
                            .toList()));
        }
        owner.ifPresent(it -> members.add(it.encode(0xB7)));
        if (!policyRules.isEmpty()) members.add(NamedBits.encode(0x99, policyRules));
        return Tlv.of(Tags.STORE_METADATA, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing or one is longer than §5.5.3 allows
    public static ProfileMetadata of(Tlv tlv) {
        tlv.expect(Tags.STORE_METADATA);
        return new ProfileMetadata(
                IccidTag.of(tlv.child(Tags.ICCID)),
                tlv.child(0x91).asText(32),
                tlv.child(0x92).asText(64),
                tlv.find(0x93)
                        .map(type -> new Icon(type.asInt(), tlv.child(0x94).sized(0, 1024))),
                tlv.find(0x95).map(ProfileClass::of),
                tlv.find(0xB6)
                        .map(list -> list.children().stream()
                                .map(NotificationConfiguration::of)
                                .toList())
                        .orElse(List.of()),
                tlv.find(0xB7).map(OperatorId::of),
                tlv.find(0x99)
                        .map(bits -> NamedBits.decode(bits, PolicyRule.class))
                        .orElse(Set.of()));
    }
}
