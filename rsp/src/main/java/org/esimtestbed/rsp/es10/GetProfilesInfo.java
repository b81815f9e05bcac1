package org.esimtestbed.rsp.es10;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.GetProfilesInfo (SGP.22 §5.7.15), tag BF2D.
///
/// @param tagList the tags wanted, one after another; absent means the default list
public record GetProfilesInfo(Optional<Criterion> searchCriteria, Optional<Bytes> tagList)
        implements Es10Command<List<ProfileInfo>> {
    public static final int TAG = 0xBF2D;
    public static final int INCORRECT_INPUT_VALUES = 1;
    public static final int UNDEFINED_ERROR = 127;

    public GetProfilesInfo() {
        this(Optional.empty(), Optional.empty());
    }

    public sealed interface Criterion {}

    public record ByIdentifier(ProfileIdentifier identifier) implements Criterion {}

    public record ByClass(ProfileClass profileClass) implements Criterion {}

    /// @param profiles data objects with tag E3
    public static Tlv encode(Collection<Tlv> profiles) {
        return Tlv.of(TAG, Tlv.of(0xA0, profiles));
    }

    public static Tlv encodeError(int error) {
        return Tlv.of(TAG, Tlv.number(0x81, error));
    }

    /// @throws MalformedTlv if the search criterion is none of the three
    public static GetProfilesInfo of(Tlv request) {
        request.expect(TAG);
        return new GetProfilesInfo(
                request.find(0xA0)
                        .map(Tlv::only)
                        .map(criterion -> criterion.tag() == 0x95
                                ? new ByClass(ProfileClass.of(criterion))
                                : new ByIdentifier(ProfileIdentifier.of(criterion))),
                request.find(Tags.TAG_LIST).map(Tlv::value));
    }

    @Override
    public Tlv request() {
        var members = new ArrayList<Tlv>();
        searchCriteria.ifPresent(criterion -> members.add(Tlv.of(
                0xA0,
                switch (criterion) {
                    case ByIdentifier(var identifier) -> identifier.encode();
                    case ByClass(var profileClass) -> profileClass.encode(0x95);
                })));
        tagList.ifPresent(tags -> members.add(Tlv.of(Tags.TAG_LIST, tags)));
        return Tlv.of(TAG, members);
    }

    /// @throws MalformedTlv if the eUICC answers with an error
    @Override
    public List<ProfileInfo> response(Tlv response) {
        return response.expect(TAG).child(0xA0).children().stream()
                .map(ProfileInfo::of)
                .toList();
    }
}
