package org.esimtestbed.euicc.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personalities;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.EuiccInfo2.RspCapability;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every errorReason of a ProfileInstallationResult (SGP.22 §2.5.6), each reached by what it is for.
class InstallErrorsTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final Bytes PACKAGE = ProfileType.generic().encode();
    private static final Iccid ICCID = ProfileType.generic().iccid();

    /// A card, and a server that is to go wrong.
    private static final class Attempt {
        final CardStore store = CardStore.inMemory();
        Personality personality = Personality.honest(EuiccSettings.standard());
        Consumer<TestServer> bend = server -> {};
        Bytes profile = PACKAGE;
        ProfileMetadata metadata = TestServer.metadata(ICCID);
        boolean twice;
        boolean interrupted;

        Failure fail() {
            var lpa = TestLpa.with(PKI, personality, store);
            var server = new TestServer(PKI, lpa);
            if (twice) server.install(PACKAGE, TestServer.metadata(ICCID));
            bend.accept(server);
            if (!interrupted) {
                return (Failure)
                        server.install(profile, metadata).data().value().finalResult();
            }
            var bpp = server.bind(server.prepared().euiccSigned2().value().euiccOtpk(), profile, metadata);
            for (var segment : bpp.segments().subList(0, 4)) lpa.send(segment);
            lpa = TestLpa.with(PKI, personality, store);
            var result = (ProfileInstallationResult)
                    lpa.call(new RetrieveNotificationsList(Optional.empty())).getLast();
            return (Failure) result.data().value().finalResult();
        }
    }

    private static final Map<ErrorReason, Consumer<Attempt>> ATTEMPTS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    ErrorReason.INCORRECT_INPUT_VALUES,
                    attempt -> attempt.bend = server -> server.bendChannel = it -> Tlv.of(
                            it.tag(),
                            it.children().stream()
                                    .map(member ->
                                            member.tag() == 0x5F49 ? Tlv.of(0x5F49, Bytes.repeat(7, 65)) : member)
                                    .toList())),
            Map.entry(
                    ErrorReason.INVALID_SIGNATURE,
                    attempt -> attempt.bend = server -> server.bendSmdpSign = it -> it.with(5, Bytes.of(it.at(5) ^ 1))),
            Map.entry(
                    ErrorReason.INVALID_TRANSACTION_ID,
                    attempt -> attempt.bend =
                            server -> server.bendChannel = it -> replacing(it, 0x80, Bytes.hex("0102030405060708"))),
            Map.entry(
                    ErrorReason.UNSUPPORTED_CRT_VALUES,
                    attempt -> attempt.bend = server -> server.remoteKeyType = 0x80),
            Map.entry(
                    ErrorReason.UNSUPPORTED_REMOTE_OPERATION_TYPE,
                    attempt -> attempt.bend = server -> server.bendChannel = it -> replacing(it, 0x82, Bytes.of(2))),
            Map.entry(ErrorReason.UNSUPPORTED_PROFILE_CLASS, attempt -> {
                attempt.personality = Personality.honest(
                        EuiccSettings.standard().withRspCapability(EnumSet.of(RspCapability.ADDITIONAL_PROFILE)));
                attempt.metadata = of(Optional.of(ProfileClass.TEST), Set.of());
            }),
            Map.entry(
                    ErrorReason.SCP03T_STRUCTURE_ERROR,
                    attempt -> attempt.bend = server -> server.bendSegments = it -> Stream.concat(
                                    it.stream().limit(2), it.stream().skip(3))
                            .toList()),
            Map.entry(
                    ErrorReason.SCP03T_SECURITY_ERROR,
                    attempt -> attempt.bend = server -> server.bendSegments = it -> it.stream()
                            .map(segment -> segment == it.getLast()
                                    ? segment.with(segment.size() - 1, Bytes.of(segment.at(segment.size() - 1) ^ 1))
                                    : segment)
                            .toList()),
            Map.entry(ErrorReason.ICCID_ALREADY_EXISTS, attempt -> attempt.twice = true),
            Map.entry(
                    ErrorReason.INSUFFICIENT_MEMORY,
                    attempt -> attempt.personality =
                            Personality.honest(EuiccSettings.standard().withMemory(4000))),
            Map.entry(ErrorReason.INTERRUPTION, attempt -> attempt.interrupted = true),
            Map.entry(ErrorReason.PE_PROCESSING_ERROR, attempt -> attempt.profile = PACKAGE.first(PACKAGE.size() - 7)),
            Map.entry(
                    ErrorReason.DATA_MISMATCH,
                    attempt -> attempt.metadata = TestServer.metadata(new Iccid("8900012345678901234"))),
            Map.entry(
                    ErrorReason.INVALID_NAA_KEY,
                    attempt -> attempt.metadata = of(Optional.of(ProfileClass.TEST), Set.of())),
            Map.entry(
                    ErrorReason.PPR_NOT_ALLOWED,
                    attempt -> attempt.metadata = of(Optional.empty(), Set.of(PolicyRule.PPR2))),
            Map.entry(
                    ErrorReason.UNKNOWN_ERROR,
                    attempt -> attempt.personality =
                            attempt.personality.with(List.of(Personalities.quirk("fail-at-segment=3"))))));

    private static Tlv replacing(Tlv parent, int tag, Bytes value) {
        return Tlv.of(
                parent.tag(),
                parent.children().stream()
                        .map(it -> it.tag() == tag ? Tlv.of(tag, value) : it)
                        .toList());
    }

    private static ProfileMetadata of(Optional<ProfileClass> profileClass, Set<PolicyRule> rules) {
        return new ProfileMetadata(
                ICCID, "Provider", "Profile", Optional.empty(), profileClass, List.of(), Optional.empty(), rules);
    }

    @TestFactory
    Stream<DynamicTest> eachIsReached() {
        return Arrays.stream(ErrorReason.values())
                .map(reason -> DynamicTest.dynamicTest(reason.number() + " " + reason.title(), () -> {
                    var attempt = new Attempt();
                    ATTEMPTS.get(reason).accept(attempt);
                    assertThat(attempt.fail().reason()).isEqualTo(reason);
                    var lpa = TestLpa.with(PKI, attempt.personality, attempt.store);
                    assertThat(lpa.call(new GetProfilesInfo())).hasSize(attempt.twice ? 1 : 0);
                    assertThat(lpa.call(new RetrieveNotificationsList(Optional.empty()))
                                    .getLast())
                            .isInstanceOf(ProfileInstallationResult.class);
                }));
    }

    @Test
    void aTestProfileWithATestKeyIsInstalled() {
        var attempt = new Attempt();
        var lpa = TestLpa.with(PKI, attempt.personality, attempt.store);
        var k = Bytes.repeat(0, 14).plus(Bytes.hex("1234"));
        var profile = ProfileType.generic();
        var packaged = Bytes.concat(profile.elements().stream()
                .map(it -> it.name().equals("akaParameter")
                        ? it.with("algoConfiguration.algoParameter.key", secret(0x82, k))
                        : it)
                .map(it -> it.raw())
                .toArray(Bytes[]::new));
        var result = new TestServer(PKI, lpa).install(packaged, of(Optional.of(ProfileClass.TEST), Set.of()));
        assertThat(result.data().value().finalResult()).isInstanceOf(ProfileInstallationResult.Success.class);
    }

    private static Value secret(int tag, Bytes octets) {
        return Value.Octets.of(tag, octets);
    }

    /// Read with replacements, such a name grows beyond what a card could read again from its own memory.
    @Test
    void aNameThatIsNoUtf8IsIncorrectInput() {
        var attempt = new Attempt();
        var lpa = TestLpa.with(PKI, attempt.personality, attempt.store);
        var server = new TestServer(PKI, lpa);
        server.bendMetadataOctets = it -> Tlv.of(
                it.tag(),
                it.children().stream()
                        .map(member -> member.tag() == 0x92 ? Tlv.of(0x92, Bytes.repeat(0xC3, 60)) : member)
                        .toList());
        var result = server.install(PACKAGE, TestServer.metadata(ICCID));
        var failure = (Failure) result.data().value().finalResult();
        assertThat(failure.reason()).isEqualTo(ErrorReason.INCORRECT_INPUT_VALUES);
    }

    @Test
    void anOperatorOfTheTableMaySetItsRules() {
        var attempt = new Attempt();
        var lpa = TestLpa.with(PKI, attempt.personality, attempt.store);
        var owner = new OperatorId(Bytes.hex("62F210"), Optional.empty(), Optional.empty());
        var metadata = new ProfileMetadata(
                ICCID,
                "Provider",
                "Profile",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(owner),
                Set.of(PolicyRule.PPR1));
        var result = new TestServer(PKI, lpa).install(PACKAGE, metadata);
        assertThat(result.data().value().finalResult()).isInstanceOf(ProfileInstallationResult.Success.class);
    }
}
