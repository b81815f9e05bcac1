package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.EuiccMemoryReset.Option;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Three Profiles on one card, one of each class, and everything ES10c can do with them.
class ProfileManagementTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final Iccid OPERATIONAL = new Iccid("8988211000000000010");
    private static final Iccid TEST = new Iccid("8988211000000000028");
    private static final Iccid PROVISIONING = new Iccid("8988211000000000036");
    private static final OperatorId OWNER = new OperatorId(Bytes.hex("00F110"), Optional.empty(), Optional.empty());

    private final CardStore store = CardStore.inMemory();
    private final TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), store);

    private static ProfileMetadata metadata(Iccid iccid, ProfileClass profileClass, Set<PolicyRule> rules) {
        return new ProfileMetadata(
                iccid,
                "Provider",
                "Profile",
                Optional.of(new ProfileMetadata.Icon(1, Bytes.hex("89504E47"))),
                Optional.of(profileClass),
                List.of(new NotificationConfiguration(
                        Set.of(NotificationEvent.ENABLE, NotificationEvent.DELETE), TestServer.ADDRESS)),
                Optional.of(OWNER),
                rules);
    }

    private void install(Iccid iccid, ProfileClass profileClass, PolicyRule... rules) {
        var generic = ProfileType.generic();
        var personal = generic.personalise(Subscription.of(iccid, generic.imsi().orElseThrow()));
        var octets = Bytes.concat(personal.elements().stream()
                .map(it -> it.name().equals("akaParameter")
                        ? it.with(
                                "algoConfiguration.algoParameter.key",
                                Value.Octets.of(0x82, Bytes.repeat(0, 14).plus(Bytes.of(1, 2))))
                        : it)
                .map(it -> it.raw())
                .toArray(Bytes[]::new));
        var result = new TestServer(PKI, lpa).install(octets, metadata(iccid, profileClass, Set.of(rules)));
        assertThat(result.data().value().finalResult()).isInstanceOf(Success.class);
    }

    private void installAll() {
        install(OPERATIONAL, ProfileClass.OPERATIONAL);
        install(TEST, ProfileClass.TEST);
        install(PROVISIONING, ProfileClass.PROVISIONING);
    }

    private EnableProfile.Result enable(Iccid iccid) {
        return lpa.call(new EnableProfile(new ProfileIdentifier.ByIccid(iccid), false));
    }

    private List<Iccid> list() {
        return list(new GetProfilesInfo());
    }

    private List<Iccid> list(GetProfilesInfo which) {
        return lpa.call(which).stream().map(it -> it.iccid().orElseThrow()).toList();
    }

    @Nested
    @DisplayName("SGP.22 §5.7.15 GetProfilesInfo")
    class Listing {
        @Test
        void aCardWithoutProfilesHasAnEmptyList() {
            assertThat(lpa.send(Bytes.hex("BF2D00")).data().hex()).isEqualTo("BF2D02A000");
        }

        @Test
        void bySearchCriteria() {
            installAll();
            assertThat(list()).containsExactly(OPERATIONAL, TEST, PROVISIONING);
            for (var profileClass : ProfileClass.values()) {
                var only =
                        new GetProfilesInfo(Optional.of(new GetProfilesInfo.ByClass(profileClass)), Optional.empty());
                assertThat(list(only)).hasSize(1);
            }
            var byIccid = new GetProfilesInfo.ByIdentifier(new ProfileIdentifier.ByIccid(TEST));
            assertThat(list(new GetProfilesInfo(Optional.of(byIccid), Optional.empty())))
                    .containsExactly(TEST);
            var byAid = new GetProfilesInfo.ByIdentifier(new ProfileIdentifier.ByAid(Aid.isdP(2)));
            assertThat(list(new GetProfilesInfo(Optional.of(byAid), Optional.empty())))
                    .containsExactly(PROVISIONING);
            var nothing =
                    new GetProfilesInfo.ByIdentifier(new ProfileIdentifier.ByIccid(new Iccid("8900012345678901234")));
            assertThat(lpa.call(new GetProfilesInfo(Optional.of(nothing), Optional.empty())))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "5A",
                    "4F",
                    "9F70",
                    "90",
                    "91",
                    "92",
                    "93",
                    "94",
                    "95",
                    "B6",
                    "B7",
                    "B8",
                    "99",
                    "5A9F7095",
                    ""
                })
        void byTagList(String tags) {
            install(OPERATIONAL, ProfileClass.OPERATIONAL, PolicyRule.PPR2);
            lpa.call(new SetNickname(OPERATIONAL, "Work"));
            var asked = new GetProfilesInfo(Optional.empty(), Optional.of(Bytes.hex(tags)));
            var info = lpa.call(asked).getFirst();
            var found = info.tlv().children().stream()
                    .map(it -> "%X".formatted(it.tag()))
                    .reduce("", String::concat);
            assertThat(found).isEqualTo(tags);
        }

        @Test
        void theDefaultListAndItsOrder() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            lpa.call(new SetNickname(OPERATIONAL, "Work"));
            ProfileInfo info = lpa.call(new GetProfilesInfo()).getFirst();
            assertThat(info.tlv().children().stream().map(it -> "%X".formatted(it.tag())))
                    .containsExactly("5A", "4F", "9F70", "90", "91", "92", "93", "94", "95");
        }

        @Test
        void aTagNobodyKnowsIsIncorrectInput() {
            assertThat(lpa.send(Bytes.hex("BF2D045C02DF01")).data().hex()).isEqualTo("BF2D03810101");
        }

        @Test
        void aCriterionThatIsNoneIsAnUndefinedError() {
            assertThat(lpa.send(Bytes.hex("BF2D05A003800100")).data().hex()).isEqualTo("BF2D0381017F");
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.16 to §5.7.18 with policy rules")
    class Policies {
        @Test
        void ppr1KeepsAProfileEnabled() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL, PolicyRule.PPR1);
            install(TEST, ProfileClass.TEST);
            assertThat(enable(OPERATIONAL)).isEqualTo(EnableProfile.Result.OK);
            assertThat(lpa.call(new DisableProfile(new ProfileIdentifier.ByIccid(OPERATIONAL), false)))
                    .isEqualTo(DisableProfile.Result.DISALLOWED_BY_POLICY);
            assertThat(enable(TEST)).isEqualTo(EnableProfile.Result.DISALLOWED_BY_POLICY);
        }

        @Test
        void ppr2KeepsAProfileOnTheCardButNotThroughAReset() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL, PolicyRule.PPR2);
            assertThat(lpa.call(new DeleteProfile(new ProfileIdentifier.ByIccid(OPERATIONAL))))
                    .isEqualTo(DeleteProfile.Result.DISALLOWED_BY_POLICY);
            assertThat(lpa.call(new EuiccMemoryReset(Set.of(Option.DELETE_OPERATIONAL_PROFILES))))
                    .isEqualTo(EuiccMemoryReset.Result.OK);
            assertThat(list()).isEmpty();
        }

        @Test
        void ppr3DeletesAProfileWhenItIsDisabled() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL, PolicyRule.PPR3);
            enable(OPERATIONAL);
            assertThat(lpa.call(new DisableProfile(new ProfileIdentifier.ByIccid(OPERATIONAL), false)))
                    .isEqualTo(DisableProfile.Result.OK);
            assertThat(list()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"true", "false"})
        void byIccidAndByAidAreTheSameProfile(boolean byAid) {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            ProfileIdentifier it =
                    byAid ? new ProfileIdentifier.ByAid(Aid.isdP(0)) : new ProfileIdentifier.ByIccid(OPERATIONAL);
            assertThat(lpa.call(new EnableProfile(it, false))).isEqualTo(EnableProfile.Result.OK);
            assertThat(lpa.call(new EnableProfile(it, false)))
                    .isEqualTo(EnableProfile.Result.PROFILE_NOT_IN_DISABLED_STATE);
            assertThat(lpa.call(new DeleteProfile(it))).isEqualTo(DeleteProfile.Result.PROFILE_NOT_IN_DISABLED_STATE);
            assertThat(lpa.call(new DisableProfile(it, false))).isEqualTo(DisableProfile.Result.OK);
            assertThat(lpa.call(new DisableProfile(it, false)))
                    .isEqualTo(DisableProfile.Result.PROFILE_NOT_IN_ENABLED_STATE);
            assertThat(lpa.call(new DeleteProfile(it))).isEqualTo(DeleteProfile.Result.OK);
            assertThat(lpa.call(new DeleteProfile(it))).isEqualTo(DeleteProfile.Result.ICCID_OR_AID_NOT_FOUND);
            assertThat(lpa.call(new DisableProfile(it, false))).isEqualTo(DisableProfile.Result.ICCID_OR_AID_NOT_FOUND);
            assertThat(lpa.call(new EnableProfile(it, false))).isEqualTo(EnableProfile.Result.ICCID_OR_AID_NOT_FOUND);
        }

        @Test
        void anOpenProactiveSessionMakesTheCardBusy() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            assertThat(lpa.call(new EnableProfile(new ProfileIdentifier.ByIccid(OPERATIONAL), true)))
                    .isEqualTo(EnableProfile.Result.OK);
            assertThat(lpa.call(new DisableProfile(new ProfileIdentifier.ByIccid(OPERATIONAL), true)))
                    .isEqualTo(DisableProfile.Result.CAT_BUSY);
            assertThat(lpa.call(new EuiccMemoryReset(Set.of(Option.DELETE_OPERATIONAL_PROFILES))))
                    .isEqualTo(EuiccMemoryReset.Result.CAT_BUSY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"BF31", "BF32", "BF33"})
        void anIdentifierThatIsMissingIsAnUndefinedError(String tag) {
            assertThat(lpa.send(Bytes.hex(tag + "00")).data().hex()).isEqualTo(tag + "0380017F");
        }

        /// As LPAs send it that forget the tag of the CHOICE, which is explicit under AUTOMATIC TAGS.
        @Test
        void anIdentifierWithoutItsTagIsAnUndefinedError() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            assertThat(lpa.send(Bytes.hex("BF310F" + "5A0A" + OPERATIONAL.ef() + "8101FF"))
                            .data()
                            .hex())
                    .isEqualTo("BF310380017F");
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.19 eUICCMemoryReset")
    class Reset {
        @Test
        void eachOptionTakesWhatItNames() {
            installAll();
            lpa.call(new SetDefaultDpAddress("other.example.com"));
            assertThat(reset(Option.DELETE_FIELD_LOADED_TEST_PROFILES)).isEqualTo(EuiccMemoryReset.Result.OK);
            assertThat(list()).containsExactly(OPERATIONAL, PROVISIONING);
            assertThat(reset(Option.DELETE_FIELD_LOADED_TEST_PROFILES))
                    .isEqualTo(EuiccMemoryReset.Result.NOTHING_TO_DELETE);
            assertThat(reset(Option.DELETE_OPERATIONAL_PROFILES)).isEqualTo(EuiccMemoryReset.Result.OK);
            assertThat(list()).containsExactly(PROVISIONING);
            assertThat(reset(Option.RESET_DEFAULT_SMDP_ADDRESS)).isEqualTo(EuiccMemoryReset.Result.OK);
            assertThat(lpa.call(new GetEuiccConfiguredAddresses())
                            .defaultDpAddress()
                            .orElse(""))
                    .isEmpty();
            assertThat(reset(Option.values())).isEqualTo(EuiccMemoryReset.Result.NOTHING_TO_DELETE);
            assertThat(lpa.call(new ListNotification(Optional.of(Set.of(NotificationEvent.DELETE)))))
                    .as("a deletion is told, whoever asked for it")
                    .hasSize(2);
        }

        private EuiccMemoryReset.Result reset(Option... options) {
            return lpa.call(new EuiccMemoryReset(Set.of(options)));
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.8 extCardResource")
    class Memory {
        private long free() {
            return lpa.call(new GetEuiccInfo2()).value().extCardResource().freeNonVolatile();
        }

        @Test
        void whatAProfileTakesIsGivenBack() {
            long before = free();
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            long one = before - free();
            assertThat(one).isPositive();
            install(TEST, ProfileClass.TEST);
            assertThat(before - free()).isEqualTo(2 * one);
            lpa.call(new DeleteProfile(new ProfileIdentifier.ByIccid(OPERATIONAL)));
            lpa.call(new DeleteProfile(new ProfileIdentifier.ByIccid(TEST)));
            assertThat(free()).isEqualTo(before);
        }

        @Test
        void profilesFitUntilTheMemoryIsFullAndAgainWhenOneHasGone() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            long one = 512 * 1024 - free();
            var room = EuiccSettings.standard().withMemory(2 * one + 100);
            var small = TestLpa.with(PKI, room, CardStore.inMemory());
            var iccids = Stream.of("8988211000000000010", "8988211000000000028", "8988211000000000036")
                    .map(Iccid::new)
                    .toList();
            assertThat(iccids.stream().map(iccid -> fits(small, iccid))).containsExactly(true, true, false);
            small.call(new DeleteProfile(new ProfileIdentifier.ByIccid(iccids.getFirst())));
            assertThat(fits(small, iccids.getLast())).isTrue();
        }

        private static boolean fits(TestLpa card, Iccid iccid) {
            var generic = ProfileType.generic();
            var personal =
                    generic.personalise(Subscription.of(iccid, generic.imsi().orElseThrow()));
            var result = new TestServer(PKI, card).install(personal.encode(), TestServer.metadata(iccid));
            return result.data().value().finalResult() instanceof Success;
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.9 to §5.7.11 notifications")
    class NotificationList {
        @Test
        void bySequenceNumberByEventAndAll() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            enable(OPERATIONAL);
            var all = lpa.call(new RetrieveNotificationsList(Optional.empty()));
            assertThat(all).hasSize(2);
            var byNumber = new RetrieveNotificationsList.BySeqNumber(2);
            assertThat(lpa.call(new RetrieveNotificationsList(Optional.of(byNumber))))
                    .extracting(it -> it.tlv().raw())
                    .containsExactly(all.get(1).tlv().raw());
            var byEvent = new RetrieveNotificationsList.ByEvents(Set.of(NotificationEvent.INSTALL));
            assertThat(lpa.call(new RetrieveNotificationsList(Optional.of(byEvent))))
                    .extracting(it -> it.tlv().raw())
                    .containsExactly(all.get(0).tlv().raw());
            var none = new RetrieveNotificationsList.BySeqNumber(77);
            assertThat(lpa.call(new RetrieveNotificationsList(Optional.of(none))))
                    .isEmpty();
        }

        @Test
        void removedOnesAreGoneAlsoAfterAPowerCut() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            enable(OPERATIONAL);
            assertThat(lpa.call(new RemoveNotificationFromList(1))).isEqualTo(RemoveNotificationFromList.Result.OK);
            assertThat(lpa.call(new RemoveNotificationFromList(1)))
                    .isEqualTo(RemoveNotificationFromList.Result.NOTHING_TO_DELETE);
            var again = TestLpa.with(PKI, EuiccSettings.standard(), store);
            assertThat(again.call(new ListNotification(Optional.empty())))
                    .singleElement()
                    .satisfies(it -> assertThat(it.seqNumber()).isEqualTo(2));
            assertThat(again.call(new GetProfilesInfo()).getFirst().state()).contains(ProfileState.ENABLED);
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.21 SetNickname")
    class Nicknames {
        @Test
        void sixtyFourOctetsOfAnyLanguageAndNoMore() {
            install(OPERATIONAL, ProfileClass.OPERATIONAL);
            var longest = "漢".repeat(21) + "x"; // 64 octets
            assertThat(lpa.call(new SetNickname(OPERATIONAL, longest))).isEqualTo(SetNickname.Result.OK);
            assertThat(lpa.call(new GetProfilesInfo()).getFirst().nickname()).contains(longest);
            assertThat(lpa.call(new SetNickname(OPERATIONAL, longest + "x")))
                    .isEqualTo(SetNickname.Result.UNDEFINED_ERROR);
            assertThat(lpa.call(new GetProfilesInfo()).getFirst().nickname()).contains(longest);
            lpa.call(new SetNickname(OPERATIONAL, ""));
            assertThat(lpa.call(new GetProfilesInfo()).getFirst().nickname()).isEmpty();
        }
    }
}
