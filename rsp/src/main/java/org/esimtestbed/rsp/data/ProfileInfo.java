package org.esimtestbed.rsp.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// ProfileInfo (SGP.22 §5.7.15), tag E3, as GetProfilesInfo lists it. Which members are there the tag list decides.
public record ProfileInfo(
        Tlv tlv,
        Optional<Iccid> iccid,
        Optional<Aid> isdpAid,
        Optional<ProfileState> state,
        Optional<String> nickname,
        Optional<String> serviceProviderName,
        Optional<String> profileName,
        Optional<ProfileClass> profileClass,
        List<NotificationConfiguration> notifications,
        Optional<OperatorId> owner,
        Set<PolicyRule> policyRules) {

    /// @throws MalformedTlv if a member is malformed
    public static ProfileInfo of(Tlv tlv) {
        tlv.expect(Tags.PROFILE_INFO);
        return new ProfileInfo(
                tlv,
                tlv.find(Tags.ICCID).flatMap(IccidTag::readable),
                tlv.find(Tags.ISDP_AID).map(aid -> new Aid(aid.sized(5, 16))),
                tlv.find(0x9F70).map(ProfileState::of),
                tlv.find(0x90).map(Tlv::asText),
                tlv.find(0x91).map(Tlv::asText),
                tlv.find(0x92).map(Tlv::asText),
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
