package org.esimtestbed.profilepackage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.tree.Difference;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersonalisationTest {
    private static final Iccid ICCID = Iccid.withLuhnDigit("8988211000000012345");
    private static final Imsi IMSI = new Imsi("001010000067894");
    private static final Bytes K = Bytes.hex("0396EB317B6D1C36F19C1C84CD6FFD16");
    private static final Bytes OPC = Bytes.hex("53C15671C60A4B731C55B4A441C0BDE2");

    static Stream<ProfilePackage> profiles() {
        return Stream.concat(Ts48.PROFILES.stream().map(Ts48::profile), Stream.of(ProfileType.generic()));
    }

    static List<String> changedPaths(ProfilePackage before, ProfilePackage after) {
        var paths = new ArrayList<String>();
        for (int i = 0; i < before.elements().size(); i++) {
            var left = before.elements().get(i);
            var right = after.elements().get(i);
            for (var difference : Difference.between(left.value(), right.value())) {
                paths.add(left.name() + "." + difference.path());
            }
        }
        return paths;
    }

    static Map<String, FileDefinition> byPath(ProfilePackage profile) {
        var files = new HashMap<String, FileDefinition>();
        for (var file : profile.files()) files.put(file.path().toString(), file);
        return files;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void changesTheIdentitiesOfAnyProfileAndNothingElse(ProfilePackage before) {
        var after = ProfilePackage.decode(
                before.personalise(Subscription.of(ICCID, IMSI)).encode());

        assertThat(after.iccid()).isEqualTo(ICCID);
        assertThat(after.imsi()).contains(IMSI);
        var old = byPath(before);
        var changed = new ArrayList<String>();
        byPath(after).forEach((path, file) -> {
            if (!file.equals(old.get(path))) changed.add(path);
        });
        assertThat(changed).contains("3F00/2FE2", "3F00/7FD0/6F07", "3F00/7FD0/6F78");
        assertThat(changedPaths(before, after))
                .allMatch(path -> path.startsWith("header.iccid")
                        || path.matches("mf\\.ef-iccid.*")
                        || path.matches("usim\\.ef-(imsi|acc).*")
                        || path.matches("isim\\.ef-(impi|impu).*"));
        assertThat(byPath(after).get("3F00/7FD0/6F78").content()).isEqualTo(Bytes.hex("0010")); // last digit 4
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void isWhatItWasWhenItIsPersonalisedBack(ProfilePackage before) {
        var there = before.personalise(Subscription.of(ICCID, IMSI));
        var back =
                there.personalise(Subscription.of(before.iccid(), before.imsi().orElseThrow()));

        var old = byPath(before);
        byPath(back).forEach((path, file) -> {
            if (!path.endsWith("/6F78"))
                assertThat(file.content()).as(path).isEqualTo(old.get(path).content());
        });
        assertThat(back.iccid()).isEqualTo(before.iccid());
    }

    @Test
    void letsTheImsIdentitiesFollowTheImsiWhereTheyWereDerivedFromIt() {
        var after = byPath(ProfileType.generic().personalise(Subscription.of(ICCID, IMSI)));
        var impi = after.get("3F00/7FD1/6F02").content();
        var expected = "001010000067894@ims.mnc001.mcc001.3gppnetwork.org"; // TS 23.003 §13.3

        assertThat(impi.slice(2, 2 + impi.at(1)).utf8()).isEqualTo(expected);
        assertThat(after.get("3F00/7FD1/6F04")
                        .record(1)
                        .slice(2, 2 + expected.length() + 4)
                        .utf8())
                .isEqualTo("sip:" + expected);
    }

    @Test
    void leavesImsIdentitiesAloneThatThePackageChoseItself() {
        var before = Ts48.profile(Ts48.V7);
        var after = before.personalise(Subscription.of(ICCID, IMSI));
        assertThat(byPath(after).get("3F00/7FB0/6F02").content())
                .isEqualTo(byPath(before).get("3F00/7FB0/6F02").content());
    }

    @Test
    void putsKeysWhereMilenageIsAndLeavesTheTestAlgorithmItsOwn() {
        var subscription = Subscription.of(ICCID, IMSI).withAka(K, OPC);
        var generic = ProfileType.generic().personalise(subscription);
        assertThat(generic.algorithm()).contains(Algorithm.MILENAGE);
        assertThat(generic.elements().stream().filter(element -> element.name().equals("akaParameter")))
                .hasSize(2)
                .allSatisfy(element -> {
                    var parameters =
                            (AkaParameter.Parameters) AkaParameter.of(element).configuration();
                    assertThat(parameters.key()).isEqualTo(K);
                    assertThat(parameters.opc()).isEqualTo(OPC);
                });
        assertThat(generic.find("akaParameter.algoConfiguration.algoParameter.key"))
                .hasToString("Optional[***]");

        var ts48 = Ts48.profile(Ts48.V7);
        assertThat(ts48.personalise(subscription).find("akaParameter")).isEqualTo(ts48.find("akaParameter"));
    }

    @Test
    void writesTheNumberBehindItsName() {
        var after =
                ProfileType.generic().personalise(Subscription.of(ICCID, IMSI).withMsisdn("49170123456"));
        var record = byPath(after).get("3F00/7FD0/6F40").record(1);
        // TS 31.102 §4.2.26: 14 octets of name, length 7, international, digits swapped
        assertThat(record.from(14)).isEqualTo(Bytes.hex("0791947110325 4F6FFFFFFFFFFFF".replace(" ", "")));
    }

    @Test
    void putsCodesIntoEveryDirectoryThatHasThem() {
        var codes = Subscription.of(ICCID, IMSI).withCodes("4711", "11223344", "0815", "55667788", "87654321");
        var after =
                ProfilePackage.decode(ProfileType.generic().personalise(codes).encode());

        assertThat(after.pins())
                .allSatisfy(context -> assertThat(context.pins().pins())
                        .allSatisfy(pin -> assertThat(pin.value())
                                .isEqualTo(
                                        switch (pin.keyReference()) {
                                            case 0x01 ->
                                                Bytes.wrap("4711".getBytes(UTF_8))
                                                        .plus(Bytes.repeat(0xFF, 4));
                                            case 0x81 ->
                                                Bytes.wrap("0815".getBytes(UTF_8))
                                                        .plus(Bytes.repeat(0xFF, 4));
                                            default -> Bytes.utf8("87654321");
                                        })));
        assertThat(codes.toString()).doesNotContain("4711", "11223344", "0815", "55667788", "87654321");
    }

    @Test
    void namesWhatIsMissing() {
        var generic = ProfileType.generic();
        var without = new ProfilePackage(generic.elements().stream()
                .filter(element -> !element.name().equals("pukCodes"))
                .toList());
        var codes = Subscription.of(ICCID, IMSI).withCodes("4711", "11223344", "0815", "55667788", "87654321");

        assertThatThrownBy(() -> without.personalise(codes))
                .isInstanceOf(NotPersonalisable.class)
                .hasMessageContaining("pukCodes with PUK1 is missing");
        var noUsim = new ProfilePackage(generic.elements().stream()
                .filter(element -> !element.name().equals("usim"))
                .toList());
        assertThatThrownBy(() -> noUsim.personalise(Subscription.of(ICCID, IMSI)))
                .isInstanceOfSatisfying(
                        NotPersonalisable.class,
                        missing -> assertThat(missing.element()).isEqualTo("usim.ef-imsi"));
    }

    @Test
    void changesAPathInTheTreeAndNothingBesideIt() {
        var generic = ProfileType.generic();
        var usim = generic.elements().get(6);
        var changed = usim.with("ef-acc[1].fillFileContent", Value.Octets.of(0x83, Bytes.hex("0004")));
        assertThat(Difference.between(usim.value(), changed.value()))
                .containsExactly(new Difference("ef-acc[1].fillFileContent", "0002", "0004"));
    }
}
