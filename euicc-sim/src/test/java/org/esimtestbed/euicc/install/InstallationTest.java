package org.esimtestbed.euicc.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.quirk.Quirk;
import org.esimtestbed.euicc.quirk.RequireOptional;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A download as the card sees it, and all that may go wrong with it (SGP.22 §5.5, §5.7.6, §2.5.6).
class InstallationTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final ProfilePackage PROFILE = ProfileType.generic();
    private static final Iccid ICCID = PROFILE.iccid();
    private static final ProfileIdentifier THE_PROFILE = new ProfileIdentifier.ByIccid(ICCID);

    private final CardStore store = CardStore.inMemory();
    private TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), store);
    private TestServer server = new TestServer(PKI, lpa);

    private void cardWith(Quirk quirk) {
        cardWith(Personality.honest(EuiccSettings.standard()).with(List.of(quirk)));
    }

    private void cardWith(EuiccSettings settings) {
        cardWith(Personality.honest(settings));
    }

    private void cardWith(Personality settings) {
        lpa = TestLpa.with(PKI, settings, store);
        server = new TestServer(PKI, lpa);
    }

    private List<NotificationMetadata> notifications() {
        return lpa.call(new ListNotification(Optional.empty()));
    }

    private void assertNothingInstalled() {
        assertThat(lpa.call(new GetProfilesInfo())).isEmpty();
    }

    /// The installation fails for that reason, leaves no profile, and its result waits to be delivered.
    private Failure fails(BppCommandId command, ErrorReason reason) {
        var result = server.install(PROFILE);
        var failure = (Failure) result.data().value().finalResult();
        assertThat(failure.command()).isEqualTo(command);
        assertThat(failure.reason()).isEqualTo(reason);
        assertNothingInstalled();
        assertThat(lpa.call(new RetrieveNotificationsList(Optional.empty())))
                .extracting(it -> it.tlv().raw())
                .containsExactly(result.tlv().raw());
        assertThat(verifies(result)).isTrue();
        return failure;
    }

    private static boolean verifies(ProfileInstallationResult result) {
        return Pki.CRYPTO.verify(
                PKI.identity().preferred().euicc().publicKey(), result.data().bytes(), result.signature());
    }

    @Nested
    class ThatSucceeds {
        @ParameterizedTest
        @EnumSource(Curve.class)
        void theProfileIsThereDisabledAndTheResultIsSigned(Curve curve) {
            var pki = Pki.create(curve);
            lpa = TestLpa.with(pki, EuiccSettings.standard(), CardStore.inMemory());
            var result = new TestServer(pki, lpa).install(PROFILE);
            assertThat(((Success) result.data().value().finalResult()).isdpAid())
                    .isEqualTo(Aid.isdP(0));
            assertThat(result.data().value().smdpOid()).contains(Pki.SMDP_OID);
            assertThat(result.data().value().notificationMetadata().iccid()).contains(ICCID);
            var profiles = lpa.call(new GetProfilesInfo());
            assertThat(profiles).hasSize(1);
            assertThat(profiles.getFirst().iccid()).contains(ICCID);
            assertThat(profiles.getFirst().isdpAid()).contains(Aid.isdP(0));
            assertThat(profiles.getFirst().state()).contains(ProfileState.DISABLED);
            assertThat(profiles.getFirst().profileName()).contains("Profile");
            assertThat(profiles.getFirst().profileClass()).contains(ProfileClass.OPERATIONAL);
        }

        @Test
        void theResultAndTheConfiguredNotificationWaitInOrder() {
            var result = server.install(PROFILE);
            assertThat(verifies(result)).isTrue();
            var waiting = lpa.call(new RetrieveNotificationsList(Optional.empty()));
            assertThat(waiting).hasSize(2);
            assertThat(waiting.getFirst().tlv().raw()).isEqualTo(result.tlv().raw());
            var other = (OtherSignedNotification) waiting.getLast();
            assertThat(other.metadata().event()).isEqualTo(NotificationEvent.INSTALL);
            assertThat(other.metadata().seqNumber()).isEqualTo(result.metadata().seqNumber() + 1);
            assertThat(Pki.CRYPTO.verify(other.euicc().publicKey(), other.tbs().bytes(), other.signature()))
                    .isTrue();
        }

        @Test
        void sessionKeysMayBeReplaced() {
            server.replacesKeys = true;
            assertThat(server.install(PROFILE).data().value().finalResult()).isInstanceOf(Success.class);
        }

        @Test
        void aPackageFetchedBeforeAPowerCutIsLoadedAfterIt() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            var bpp = server.bind(otpk, PROFILE.encode(), TestServer.metadata(ICCID));
            cardWith(EuiccSettings.standard()); // another process with the same store
            assertThat(server.load(bpp).data().value().finalResult()).isInstanceOf(Success.class);
        }

        @Test
        void theSessionIsOverWithTheResult() {
            server.install(PROFILE);
            var cancel = new CancelSession(server.transactionId, CancelSessionReason.LOAD_BPP_EXECUTION_ERROR);
            assertThat(lpa.call(cancel))
                    .isEqualTo(new CancelSessionResponse.Refused(CancelSessionResponse.INVALID_TRANSACTION_ID));
        }

        @Test
        void whereTheProfileCannotBeStoredNothingIsInstalled() {
            var broken = new boolean[1];
            var unreliable = new CardStore() {
                @Override
                public Optional<CardState> load() throws IOException {
                    return store.load();
                }

                @Override
                public void save(CardState state) throws IOException {
                    if (broken[0]) throw new IOException("no space left on device");
                    store.save(state);
                }
            };
            lpa = TestLpa.with(PKI, EuiccSettings.standard(), unreliable);
            server = new TestServer(PKI, lpa);
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            var segments = server.bind(otpk, PROFILE.encode(), TestServer.metadata(ICCID))
                    .segments();
            for (var segment : segments.subList(0, segments.size() - 1)) lpa.send(segment);
            broken[0] = true;
            assertThat(lpa.send(segments.getLast()).status()).isEqualTo("6581");
            assertNothingInstalled();
            lpa.start(); // not even that it failed can be stored
            assertThat(notifications()).isEmpty();
            broken[0] = false;
            lpa.call(new GetEuiccChallenge());
            assertNothingInstalled();
            assertThat(notifications()).hasSize(1); // interrupted
        }

        @Test
        void segmentsMayBeSentInOneChain() {
            server.bendSegments = segments -> List.of(Bytes.concat(segments.toArray(Bytes[]::new)));
            assertThat(server.install(PROFILE).data().value().finalResult()).isInstanceOf(Success.class);
        }
    }

    @Nested
    @DisplayName("§5.5.1 InitialiseSecureChannel")
    class SecureChannel {
        @Test
        void aSignatureThatDoesNotVerify() {
            server.bendSmdpSign = signature -> signature.with(0, Bytes.of(signature.at(0) ^ 1));
            fails(BppCommandId.INITIALISE_SECURE_CHANNEL, ErrorReason.INVALID_SIGNATURE);
        }

        @Test
        void keysOfAnotherKind() {
            server.remoteKeyType = 0x80;
            fails(BppCommandId.INITIALISE_SECURE_CHANNEL, ErrorReason.UNSUPPORTED_CRT_VALUES);
        }

        @Test
        void aPackageOfAnotherSession() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            server.transactionId = TransactionId.of("BB");
            var result = server.load(server.bind(otpk, PROFILE.encode(), TestServer.metadata(ICCID)));
            assertThat(((Failure) result.data().value().finalResult()).reason())
                    .isEqualTo(ErrorReason.INVALID_TRANSACTION_ID);
            assertNothingInstalled();
        }

        @Test
        void theOneTimeKeyServesOnce() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            var bpp = server.bind(otpk, PROFILE.encode(), TestServer.metadata(ICCID));
            server.load(bpp);
            assertThat(lpa.send(bpp.segments().getFirst()).status()).isEqualTo("6985");
        }
    }

    @Nested
    @DisplayName("§2.6.4 blocks")
    class Blocks {
        private void spoil(int segment, int fromEnd) {
            server.bendSegments = segments -> {
                var spoilt = new ArrayList<>(segments);
                var octets = spoilt.get(segment);
                int at = octets.size() - 1 - fromEnd;
                spoilt.set(segment, octets.with(at, Bytes.of(octets.at(at) ^ 1)));
                return spoilt;
            };
        }

        @Test
        void aSpoiltConfigureIsdp() {
            spoil(1, 0);
            fails(BppCommandId.CONFIGURE_ISDP, ErrorReason.SCP03T_SECURITY_ERROR);
        }

        @Test
        void spoiltMetadata() {
            spoil(3, 20);
            fails(BppCommandId.STORE_METADATA, ErrorReason.SCP03T_SECURITY_ERROR);
        }

        @Test
        void aSpoiltProfileElement() {
            spoil(6, 100);
            fails(BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.SCP03T_SECURITY_ERROR);
        }

        @Test
        void aBlockThatIsMissing() {
            server.bendSegments = segments -> {
                var fewer = new ArrayList<>(segments);
                fewer.remove(6);
                return fewer;
            };
            fails(BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.SCP03T_SECURITY_ERROR);
        }

        @Test
        void sequencesInAnotherOrder() {
            server.bendSegments = segments -> {
                var other = new ArrayList<>(segments);
                other.add(1, other.remove(2));
                return other;
            };
            fails(BppCommandId.CONFIGURE_ISDP, ErrorReason.SCP03T_STRUCTURE_ERROR);
        }
    }

    @Nested
    @DisplayName("§5.5.3 StoreMetadata")
    class Metadata {
        @Test
        void anIccidThatIsThereAlready() {
            server.install(PROFILE);
            var before = lpa.call(new GetProfilesInfo());
            var failure = (Failure) server.install(PROFILE).data().value().finalResult();
            assertThat(failure.command()).isEqualTo(BppCommandId.STORE_METADATA);
            assertThat(failure.reason()).isEqualTo(ErrorReason.ICCID_ALREADY_EXISTS);
            assertThat(lpa.call(new GetProfilesInfo()).stream().map(it -> it.tlv()))
                    .isEqualTo(before.stream().map(it -> it.tlv()).toList());
        }

        @Test
        void anIccidOtherThanThePackages() {
            server.bendMetadata = it -> TestServer.metadata(new Iccid("8900012345678901234"));
            fails(BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.DATA_MISMATCH);
        }

        @Test
        void aPolicyRuleNoOneMaySet() {
            server.bendMetadata = it -> withRules(it, Set.of(PolicyRule.PPR1));
            fails(BppCommandId.STORE_METADATA, ErrorReason.PPR_NOT_ALLOWED); // no owner, so no operator of the table
        }

        private static ProfileMetadata withRules(ProfileMetadata it, Set<PolicyRule> rules) {
            return new ProfileMetadata(
                    it.iccid(),
                    it.serviceProviderName(),
                    it.profileName(),
                    it.icon(),
                    it.profileClass(),
                    it.notifications(),
                    it.owner(),
                    rules);
        }
    }

    @Nested
    class ProfileElements {
        @Test
        void anOptionalFieldThisCardInsistsOn() {
            var missing = PROFILE.elements().stream()
                    .filter(it -> it.name().equals("opt-usim"))
                    .findFirst()
                    .orElseThrow();
            assertThat(missing.find("ef-acmax")).isEmpty();
            cardWith(RequireOptional.of("opt-usim.ef-acmax"));
            var failure = fails(BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.PE_PROCESSING_ERROR);
            var response = Tlv.parse(failure.simaResponse().orElseThrow());
            var status = response.child(0xA0).only();
            assertThat(status.child(0x80).asInt()).isEqualTo(6); // invalid-parameter
            assertThat(status.child(0x81).asInt())
                    .isEqualTo(missing.identification().orElseThrow());
            assertThat(response.find(0x81)).isPresent(); // profileInstallationAborted
            assertThat(response.child(0x82).asText()).isEqualTo("opt-usim: lacks ef-acmax");
        }

        @Test
        void tooLittleMemory() {
            cardWith(EuiccSettings.standard().withMemory(1500));
            fails(BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.INSUFFICIENT_MEMORY);
        }

        @Test
        void octetsThatAreNoElement() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            var result = server.load(server.bind(otpk, Bytes.repeat(0x00, 50), TestServer.metadata(ICCID)));
            var failure = (Failure) result.data().value().finalResult();
            assertThat(failure.reason()).isEqualTo(ErrorReason.PE_PROCESSING_ERROR);
            assertThat(failure.simaResponse()).isPresent();
            assertNothingInstalled();
        }

        @Test
        void aPackageWithoutItsEnd() {
            var elements = PROFILE.elements();
            var most = Bytes.concat(elements.subList(0, elements.size() - 1).stream()
                    .map(it -> it.raw())
                    .toArray(Bytes[]::new));
            var failure = (Failure) server.install(most, TestServer.metadata(ICCID))
                    .data()
                    .value()
                    .finalResult();
            assertThat(failure.reason()).isEqualTo(ErrorReason.PE_PROCESSING_ERROR);
            assertNothingInstalled();
        }
    }

    @Nested
    @DisplayName("§5.7.6 between segments")
    class BetweenSegments {
        private List<Bytes> segments() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            return server.bind(otpk, PROFILE.encode(), TestServer.metadata(ICCID))
                    .segments();
        }

        @Test
        void anUnknownTagAndOtherFunctionsAreRefusedAndTheLoadingGoesOn() {
            var segments = segments();
            for (int i = 0; i < segments.size() - 1; i++) {
                assertThat(lpa.send(segments.get(i)).status()).isEqualTo("9000");
                assertThat(lpa.send(Bytes.hex("BF7F00")).status()).isEqualTo("6A88");
                assertThat(lpa.send(new GetEid().request().raw()).status()).isEqualTo("6985");
            }
            assertThat(lpa.send(segments.getLast()).data().isEmpty()).isFalse();
            assertThat(lpa.call(new GetProfilesInfo())).hasSize(1);
        }

        @Test
        void anewChallengeEndsTheInstallation() {
            var segments = segments();
            for (var segment : segments.subList(0, 5)) lpa.send(segment);
            lpa.call(new GetEuiccChallenge());
            interruptedResult();
            assertThat(lpa.send(segments.get(5)).status()).isEqualTo("6A88");
        }

        @Test
        void aMalformedCommandEndsNothing() {
            var segments = segments();
            for (var segment : segments.subList(0, 5)) lpa.send(segment);
            for (var malformed : List.of("BF4100", "BF3400", "BF410D8008A1A2A3A4A5A6A7A881010000", "BF2E0000")) {
                var answer = lpa.send(Bytes.hex(malformed));
                assertThat(answer.data().hex() + answer.status()).as(malformed).matches("6A80|.*017F9000");
            }
            for (var segment : segments.subList(5, segments.size())) lpa.send(segment);
            assertThat(lpa.call(new GetProfilesInfo())).hasSize(1);
        }

        @Test
        void aPowerCutAfterAnySegmentLeavesNothingButTheResult() {
            int count = segments().size();
            for (int cut = 1; cut < count; cut++) {
                var segments = segments();
                for (var segment : segments.subList(0, cut))
                    assertThat(lpa.send(segment).status()).isEqualTo("9000");
                cardWith(EuiccSettings.standard());
                interruptedResult();
            }
        }

        private void interruptedResult() {
            assertNothingInstalled();
            var waiting = lpa.call(new RetrieveNotificationsList(Optional.empty()));
            assertThat(waiting).hasSize(1);
            var result = (ProfileInstallationResult) waiting.getFirst();
            assertThat(((Failure) result.data().value().finalResult()).reason()).isEqualTo(ErrorReason.INTERRUPTION);
            assertThat(verifies(result)).isTrue();
            lpa.call(new RemoveNotificationFromList(result.metadata().seqNumber()));
            assertThat(notifications()).isEmpty();
        }
    }

    @Nested
    @DisplayName("§5.7.16 to §5.7.21 afterwards")
    class Afterwards {
        private void enable(boolean refresh) {
            assertThat(lpa.call(new EnableProfile(THE_PROFILE, refresh))).isEqualTo(EnableProfile.Result.OK);
        }

        private String selectIccid() {
            return lpa.apdu("00A4080C022FE2");
        }

        @Test
        void enablingWithRefreshTakesEffectWhenTheDeviceHasAnswered() {
            server.install(PROFILE);
            var request = new EnableProfile(THE_PROFILE, true).request().raw();
            assertThat(lpa.send(request).status()).isEqualTo("910B");
            assertThat(lpa.call(new EnableProfile(THE_PROFILE, true)))
                    .isEqualTo(EnableProfile.Result.PROFILE_NOT_IN_DISABLED_STATE);
            assertThat(lpa.call(new DisableProfile(THE_PROFILE, true))).isEqualTo(DisableProfile.Result.CAT_BUSY);
            assertThat(selectIccid()).isEqualTo("6A82");
            assertThat(lpa.apdu("8012000000")).isEqualTo("D009" + "8103010104" + "82028182" + "9000");
            assertThat(lpa.apdu("801400000C" + "8103010104" + "82028281" + "830100"))
                    .isEqualTo("9000");
            assertThat(selectIccid()).isEqualTo("9000");
            assertThat(lpa.apdu("00B0000000")).isEqualTo(ICCID.ef() + "9000");
        }

        @Test
        void aResetInPlaceOfTheAnswerTakesEffectAsWell() {
            server.install(PROFILE);
            enable(true);
            lpa.start();
            assertThat(selectIccid()).isEqualTo("9000");
        }

        @Test
        void withoutRefreshItTakesEffectAtOnceAndNothingIsRaised() {
            server.install(PROFILE);
            assertThat(lpa.send(new EnableProfile(THE_PROFILE, false).request().raw())
                            .status())
                    .isEqualTo("9000");
            assertThat(selectIccid()).isEqualTo("9000");
            assertThat(lpa.call(new DisableProfile(THE_PROFILE, false))).isEqualTo(DisableProfile.Result.OK);
            assertThat(selectIccid()).isEqualTo("6A82");
        }

        @Test
        void everyEventIsNotifiedWithASequenceNumberOfTheWholeCard() {
            server.install(PROFILE);
            enable(false);
            lpa.call(new DisableProfile(THE_PROFILE, false));
            assertThat(lpa.call(new DeleteProfile(THE_PROFILE))).isEqualTo(DeleteProfile.Result.OK);
            assertThat(notifications())
                    .extracting(
                            NotificationMetadata::seqNumber, NotificationMetadata::event, NotificationMetadata::address)
                    .containsExactly(
                            tuple(1L, NotificationEvent.INSTALL, TestServer.ADDRESS),
                            tuple(2L, NotificationEvent.INSTALL, TestServer.ADDRESS),
                            tuple(3L, NotificationEvent.ENABLE, TestServer.ADDRESS),
                            tuple(4L, NotificationEvent.ENABLE, "other.example.com"),
                            tuple(5L, NotificationEvent.DISABLE, TestServer.ADDRESS),
                            tuple(6L, NotificationEvent.DELETE, TestServer.ADDRESS));
            assertThat(lpa.call(new RemoveNotificationFromList(2))).isEqualTo(RemoveNotificationFromList.Result.OK);
            assertThat(lpa.call(new ListNotification(Optional.of(Set.of(NotificationEvent.ENABLE)))))
                    .extracting(NotificationMetadata::seqNumber)
                    .containsExactly(3L, 4L);
            assertThat(lpa.call(
                            new RetrieveNotificationsList(Optional.of(new RetrieveNotificationsList.BySeqNumber(5)))))
                    .hasSize(1);
        }

        @Test
        void theSecurityDomainOfTheProfileCanBeSelectedAndHasNoCommandsForTheDevice() {
            server.install(PROFILE);
            enable(false);
            var element = PROFILE.elements().stream()
                    .filter(it -> it.name().equals("securityDomain"))
                    .findFirst()
                    .orElseThrow();
            var aid = SecurityDomain.of(element).instance().instanceAid();
            var select = "00A40400%02X".formatted(aid.size()) + aid + "00";
            assertThat(lpa.apdu(select))
                    .contains("84%02X".formatted(aid.size()) + aid)
                    .endsWith("9000");
            assertThat(selectIccid()).isEqualTo("6D00");
            assertThat(lpa.apdu("00A4040C07A0000000871002")).isEqualTo("9000");
            assertThat(selectIccid()).isEqualTo("9000");
        }

        @Test
        void anEnabledProfileIsNotDeletedButReset() {
            server.install(PROFILE);
            enable(false);
            assertThat(lpa.call(new DeleteProfile(THE_PROFILE)))
                    .isEqualTo(DeleteProfile.Result.PROFILE_NOT_IN_DISABLED_STATE);
            var reset = new EuiccMemoryReset(Set.of(EuiccMemoryReset.Option.DELETE_OPERATIONAL_PROFILES));
            assertThat(lpa.call(reset)).isEqualTo(EuiccMemoryReset.Result.OK);
            assertThat(lpa.apdu("8012000000")).startsWith("D009");
            assertNothingInstalled();
            lpa.start();
            assertThat(lpa.call(reset)).isEqualTo(EuiccMemoryReset.Result.NOTHING_TO_DELETE);
            assertThat(selectIccid()).isEqualTo("6A82");
        }

        @Test
        void aProfileIsFoundByAidAndCalledByItsNickname() {
            server.install(PROFILE);
            assertThat(lpa.call(new SetNickname(ICCID, "Mine"))).isEqualTo(SetNickname.Result.OK);
            assertThat(lpa.call(new SetNickname(new Iccid("8900012345678901234"), "x")))
                    .isEqualTo(SetNickname.Result.ICCID_NOT_FOUND);
            var byAid = new GetProfilesInfo(
                    Optional.of(new GetProfilesInfo.ByIdentifier(new ProfileIdentifier.ByAid(Aid.isdP(0)))),
                    Optional.of(Bytes.hex("90B6")));
            var info = lpa.call(byAid).getFirst();
            assertThat(info.nickname()).contains("Mine");
            assertThat(info.notifications()).hasSize(2);
            assertThat(info.iccid()).isEmpty();
            assertThat(lpa.call(new EnableProfile(new ProfileIdentifier.ByAid(Aid.isdP(1)), false)))
                    .isEqualTo(EnableProfile.Result.ICCID_OR_AID_NOT_FOUND);
        }
    }
}
