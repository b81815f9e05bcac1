package org.esimtestbed.euicc.isdr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByAid;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetProfilesInfo.ByClass;
import org.esimtestbed.rsp.es10.GetProfilesInfo.ByIdentifier;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.GetProfilesInfo (SGP.22 §5.7.15).
record GetProfilesInfoFunction(Euicc euicc) implements Es10Function {
    private static final int STATE = 0x9F70;
    private static final int NICKNAME = 0x90;
    private static final int PROFILE_CLASS = 0x95;
    private static final int DP_PROPRIETARY_DATA = 0xB8;

    // What is listed where the request names no tags, and the order of ProfileInfo.
    private static final List<Integer> DEFAULT =
            List.of(Tags.ICCID, Tags.ISDP_AID, STATE, NICKNAME, 0x91, 0x92, 0x93, 0x94, PROFILE_CLASS);
    private static final List<Integer> ORDER = List.of(
            Tags.ICCID, Tags.ISDP_AID, STATE, NICKNAME, 0x91, 0x92, 0x93, 0x94, PROFILE_CLASS, 0xB6, 0xB7, 0xB8, 0x99);

    @Override
    public int tag() {
        return GetProfilesInfo.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(GetProfilesInfo.encodeError(GetProfilesInfo.UNDEFINED_ERROR));
    }

    @Override
    public Tlv answer(Tlv request) {
        var asked = GetProfilesInfo.of(request);
        var wanted = asked.tagList().map(GetProfilesInfoFunction::tags).orElse(DEFAULT);
        if (!ORDER.containsAll(wanted)) return GetProfilesInfo.encodeError(GetProfilesInfo.INCORRECT_INPUT_VALUES);
        return GetProfilesInfo.encode(euicc.memory().state().profiles().stream()
                .filter(profile -> asked.searchCriteria().isEmpty()
                        || switch (asked.searchCriteria().get()) {
                            case ByIdentifier(ByIccid(var iccid)) ->
                                profile.iccid().equals(iccid);
                            case ByIdentifier(ByAid(var aid)) ->
                                profile.isdpAid().equals(aid);
                            case ByClass(var profileClass) -> classOf(profile) == profileClass;
                        })
                .map(profile -> info(profile, wanted))
                .toList());
    }

    private static Tlv info(InstalledProfile profile, List<Integer> wanted) {
        var metadata = profile.metadata().encode();
        var members = new ArrayList<Tlv>();
        for (int tag : ORDER) {
            if (!wanted.contains(tag)) continue;
            switch (tag) {
                case Tags.ISDP_AID -> members.add(Tlv.of(tag, profile.isdpAid().bytes()));
                case STATE -> members.add(Tlv.number(tag, profile.state().ordinal()));
                case NICKNAME -> profile.nickname().ifPresent(it -> members.add(Tlv.text(NICKNAME, it)));
                case PROFILE_CLASS -> members.add(classOf(profile).encode(PROFILE_CLASS));
                case DP_PROPRIETARY_DATA -> profile.dpProprietaryData().ifPresent(members::add);
                default -> metadata.find(tag).ifPresent(members::add);
            }
        }
        return Tlv.of(Tags.PROFILE_INFO, members);
    }

    private static ProfileClass classOf(InstalledProfile profile) {
        return profile.metadata().profileClass().orElse(ProfileClass.OPERATIONAL);
    }

    /// Tags one after another, each of one or two octets here.
    private static List<Integer> tags(Bytes tagList) {
        var tags = new ArrayList<Integer>();
        for (int at = 0; at < tagList.size(); at++) {
            int tag = tagList.at(at);
            if ((tag & 0x1F) == 0x1F && at + 1 < tagList.size()) tag = tag << 8 | tagList.at(++at);
            tags.add(tag);
        }
        return tags;
    }
}
