package org.esimtestbed.lpa.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Set;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.data.IccidTag;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByAid;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EnableProfile.Result;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedProfileTest {
    private static final Iccid ICCID = new Iccid("898821190000000001");
    private static final Aid AID = Aid.isdP(3);

    private final FakeCard card = new FakeCard();

    private Result enables(ProfileIdentifier name) {
        var terminal = new Terminal(card, Tracer.NONE, InstantSource.system(), "LPA");
        try (var isdr = Isdr.open(terminal, Tracer.NONE, InstantSource.system())) {
            return new NamedProfile(isdr, name).call(it -> new EnableProfile(it, true));
        }
    }

    /// A card with that Profile that accepts those names of it.
    private void accepts(Result otherwise, Class<?>... names) {
        card.on(
                GetProfilesInfo.TAG,
                _ -> GetProfilesInfo.encode(
                        Set.of(Tlv.of(Tags.PROFILE_INFO, IccidTag.encode(ICCID), Tlv.of(Tags.ISDP_AID, AID.bytes())))));
        card.on(
                EnableProfile.TAG,
                request -> (Set.of(names)
                                        .contains(EnableProfile.of(request)
                                                .profileIdentifier()
                                                .getClass())
                                ? Result.OK
                                : otherwise)
                        .encode());
    }

    @ParameterizedTest
    @CsvSource({
        "898821190000000001,898821190000000001",
        "8988211900000000019,8988211900000000019",
        "89882119000000000193,89882119000000000193",
        "8988211900000000019F,8988211900000000019",
        "898821190000000001ff,898821190000000001",
        "' 8988 2119 0000 0000 019 ',8988211900000000019"
    })
    void readsAnIccidOf18To20Digits(String typed, String digits) {
        assertThat(NamedProfile.parse(typed)).isEqualTo(new ByIccid(new Iccid(digits)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A0000005591010FFFFFFFF8900001300",
                "a0000005591010ffffffff8900001300",
                "A000 0005 5910 10FF FFFF FF89 0000 1300"
            })
    void readsAnAid(String typed) {
        assertThat(NamedProfile.parse(typed)).isEqualTo(new ByAid(AID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "89882119000000001",
                "898821190000000019312",
                "Holidays",
                "A0000",
                "898821F900000000019"
            })
    void refusesWhatIsNeither(String typed) {
        assertThatThrownBy(() -> NamedProfile.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ICCID")
                .hasMessageContaining("\"" + typed + "\"");
    }

    @ParameterizedTest
    @CsvSource({"ICCID_OR_AID_NOT_FOUND", "UNDEFINED_ERROR"})
    void callsOnceMoreByTheOtherName(Result otherwise) {
        accepts(otherwise, ByAid.class);
        assertThat(enables(new ByIccid(ICCID))).isEqualTo(Result.OK);
        accepts(otherwise, ByIccid.class);
        assertThat(enables(new ByAid(AID))).isEqualTo(Result.OK);
        assertThat(card.requests(EnableProfile.TAG)).hasSize(4);
    }

    @Test
    void callsOnceWhereTheNameIsFound() {
        accepts(Result.UNDEFINED_ERROR, ByAid.class, ByIccid.class);
        assertThat(enables(new ByIccid(ICCID))).isEqualTo(Result.OK);
        assertThat(card.requests(GetProfilesInfo.TAG)).isEmpty();
    }

    private SetNickname.Result names(Aid profile) {
        var terminal = new Terminal(card, Tracer.NONE, InstantSource.system(), "LPA");
        try (var isdr = Isdr.open(terminal, Tracer.NONE, InstantSource.system())) {
            return new NamedProfile(isdr, new ByAid(profile)).nickname("mine");
        }
    }

    @Test
    void givesANicknameByTheIccidOfTheAid() {
        accepts(Result.UNDEFINED_ERROR, ByIccid.class);
        card.on(SetNickname.TAG, _ -> SetNickname.Result.OK.encode());

        assertThat(names(AID)).isEqualTo(SetNickname.Result.OK);
        assertThat(SetNickname.of(card.requests(SetNickname.TAG).getFirst()).iccid())
                .isEqualTo(ICCID);
        assertThat(names(Aid.isdP(4))).isEqualTo(SetNickname.Result.ICCID_NOT_FOUND);
    }

    @Test
    void saysThatSetNicknameTakesNoAid() { // SGP.22 §5.7.21
        card.on(
                GetProfilesInfo.TAG,
                _ -> GetProfilesInfo.encode(Set.of(Tlv.of(
                        Tags.PROFILE_INFO,
                        Tlv.of(Tags.ICCID, Bytes.hex("98ABCDEF000000000010")),
                        Tlv.of(Tags.ISDP_AID, AID.bytes())))));

        assertThatThrownBy(() -> names(AID))
                .isInstanceOf(NoReadableIccid.class)
                .hasMessageContaining(AID.toString())
                .hasMessageContaining("SetNickname takes an ICCID only");
        assertThat(card.requests(SetNickname.TAG)).isEmpty();
    }

    @Test
    void passesOnAnyOtherRefusalAtOnce() {
        accepts(Result.DISALLOWED_BY_POLICY);
        assertThat(enables(new ByIccid(ICCID))).isEqualTo(Result.DISALLOWED_BY_POLICY);
        assertThat(card.requests(EnableProfile.TAG)).hasSize(1);
    }

    @Test
    void givesTheFirstAnswerWhereTheOtherNameHelpsNoFurther() {
        accepts(Result.UNDEFINED_ERROR);
        assertThat(enables(new ByIccid(ICCID))).isEqualTo(Result.UNDEFINED_ERROR);
        accepts(Result.ICCID_OR_AID_NOT_FOUND);
        assertThat(enables(new ByIccid(new Iccid("8988211900000000027")))).isEqualTo(Result.ICCID_OR_AID_NOT_FOUND);
    }
}
