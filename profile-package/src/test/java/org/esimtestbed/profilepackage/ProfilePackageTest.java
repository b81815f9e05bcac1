package org.esimtestbed.profilepackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1InputStream;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilePackageTest {
    static Stream<String> corpus() {
        return Ts48.PROFILES.stream();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void keepsEveryOctetOfAPublishedProfile(String name) {
        assertThat(Ts48.profile(name).encode()).isEqualTo(Ts48.der(name));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void writesAPublishedProfileAnewFromItsValuesAlone(String name) {
        assertThat(Ts48.profile(name).rebuild()).isEqualTo(Ts48.der(name));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void knowsEveryFieldOfAPublishedProfile(String name) {
        assertThat(Ts48.profile(name).elements()).allSatisfy(element -> noUnknown(element.value()));
    }

    private static void noUnknown(Value value) {
        assertThat(value).isNotInstanceOf(Value.Unknown.class);
        value.children().forEach(child -> noUnknown(child.value()));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void cutsElementsWhereBouncyCastleCutsThem(String name) throws IOException {
        var elements = Ts48.profile(name).elements();
        try (var in = new ASN1InputStream(Ts48.der(name).toArray())) {
            for (var element : elements) {
                assertThat(Bytes.wrap(in.readObject().getEncoded("DL"))).isEqualTo(element.raw());
            }
            assertThat(in.readObject()).isNull();
        }
    }

    @Nested
    class Ts48Version7 {
        private final ProfilePackage profile = Ts48.profile(Ts48.V7);

        @Test
        void saysWhoItIs() {
            assertThat(profile.iccid().digits()).isEqualTo("89000123456789012341");
            assertThat(profile.imsi().orElseThrow().digits()).isEqualTo("001010123456789");
            assertThat(profile.algorithm()).contains(Algorithm.USIM_TEST);
        }

        @Test
        void saysWhatItNeeds() {
            var header = profile.header();
            assertThat(header.majorVersion()).isEqualTo(2);
            assertThat(header.minorVersion()).isEqualTo(3);
            assertThat(header.profileType()).contains("GSMA Generic eUICC Test Profile");
            assertThat(header.mandatoryServices())
                    .containsExactly(
                            "usim",
                            "isim",
                            "csim",
                            "usim-test-algorithm",
                            "ber-tlv",
                            "get-identity",
                            "profile-a-x25519",
                            "profile-b-p256");
            assertThat(header.mandatoryTemplates()).hasSize(11).contains(new Oid("2.23.143.1.2.14"));
        }

        @Test
        void readsByPath() {
            assertThat(profile.find("usim.ef-imsi[1].fillFileContent")).hasToString("Optional[080910101032547698]");
            assertThat(profile.find("pinCodes[1].pinCodes.pinconfig[0].keyReference"))
                    .hasToString("Optional[129]");
            assertThat(profile.find("genericFileManagement.fileManagementCMD[0][1].createFCP.fileID"))
                    .hasToString("Optional[2FFB]");
            assertThat(profile.find("usim.ef-nothing")).isEmpty();
            assertThat(profile.find("pinCodes[99].pinCodes")).isEmpty();
            assertThat(profile.find("pinCodes[x].pinCodes")).isEmpty();
        }

        @Test
        void givesTheTestAlgorithmItsPublishedKey() {
            var aka = AkaParameter.of(first("akaParameter"));
            assertThat(aka.configuration()).isInstanceOfSatisfying(AkaParameter.Parameters.class, parameters -> {
                assertThat(parameters.algorithm()).isEqualTo(Algorithm.USIM_TEST);
                assertThat(parameters.key()).isEqualTo(Bytes.hex("000102030405060708090A0B0C0D0E0F")); // TS 34.108 §8.2
                assertThat(parameters.xoringConstants().size()).isEqualTo(80);
                assertThat(parameters.xoringConstants().at(31)).isEqualTo(1);
            });
            assertThat(aka.sqnInit()).hasSize(32).containsOnly(Bytes.repeat(0, 6));
            assertThat(aka.toString()).doesNotContain("000102030405060708090A0B0C0D0E0F");
        }

        @Test
        void hasAnMnoSecurityDomainWithSixKeys() {
            var domain = SecurityDomain.of(first("securityDomain"));
            assertThat(domain.instance().instanceAid()).isEqualTo(Bytes.hex("A000000151000000"));
            assertThat(domain.instance().privileges()).isEqualTo(Bytes.hex("82DC00"));
            assertThat(domain.instance().lifeCycleState()).isEqualTo(0x0F);
            assertThat(domain.keys()).hasSize(6);
            assertThat(domain.keys().getLast().versionNumber()).isEqualTo(2);
            assertThat(domain.keys().getLast().components().getFirst().type()).isEqualTo(Bytes.of(0x88));
            assertThat(domain.persoData()).hasSize(1);
            assertThat(domain.toString()).doesNotContain("000102030405060708090A0B0C0D0E0F");
        }

        @Test
        void managesFilesOfTheUiccAndOfEachApplicationRemotely() {
            var rfm = profile.elements().stream()
                    .filter(element -> element.name().equals("rfm"))
                    .map(Rfm::of)
                    .toList();
            assertThat(rfm).hasSize(4);
            assertThat(rfm.get(0).adf()).isEmpty();
            assertThat(rfm.get(0).tars()).containsExactly(Bytes.hex("B00120"));
            assertThat(rfm.get(1).adf().orElseThrow().aid()).isEqualTo(Bytes.hex("A0000000871002FF49FF0589"));
        }

        @Test
        void showsNoSecretInText() {
            var puks = PukCodes.of(first("pukCodes"));
            assertThat(puks.puks().getFirst().value()).isEqualTo(Bytes.hex("3131313131313131"));
            assertThat(puks.toString() + first("pukCodes").value() + profile.pins())
                    .contains("***")
                    .doesNotContain("3131313131313131", "30303030FFFFFFFF");
        }

        private ProfileElement first(String name) {
            return profile.elements().stream()
                    .filter(element -> element.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void findsTheSamePinsWhetherTheirDirectoryIsTheLastOneOrSelected() {
        var a = Ts48.profile(Ts48.V1_A).pins();
        var b = Ts48.profile(Ts48.V1_B).pins();

        assertThat(a).isEqualTo(b);
        assertThat(a)
                .extracting(context -> context.directory().toString())
                .containsExactly("3F00", "3F00/7F10", "3F00/7FD0", "3F00/7FC0", "3F00/7FB0");
    }

    @Nested
    class BadInput {
        @Test
        void namesElementAndOffsetWhereverAProfileIsCut() {
            var der = Ts48.der(Ts48.V7);
            for (int size = 0; size < der.size(); size++) {
                var cut = der.first(size);
                var thrown = catchThrowable(() -> ProfilePackage.decode(cut));
                assertThat(thrown).isInstanceOf(MalformedProfile.class);
                var malformed = (MalformedProfile) thrown;
                assertThat(malformed.offset()).isBetween(0, size);
                assertThat(malformed.status()).isEqualTo(PeStatus.INVALID_REQUEST_FORMAT);
            }
        }

        @Test
        void neverFailsInAnyOtherWayWhicheverOctetIsWrong() {
            var der = Ts48.der(Ts48.V7);
            for (int at = 0; at < der.size(); at += 7) { // enough to hit every kind of field, and quick
                var bent = der.with(at, Bytes.of(der.at(at) ^ 0x41));
                var thrown = catchThrowable(() -> {
                    var profile = ProfilePackage.decode(bent);
                    profile.header();
                    profile.files();
                    profile.pins();
                    profile.algorithm();
                    profile.imsi();
                    for (var element : profile.elements()) {
                        switch (element.name()) {
                            case "securityDomain" -> SecurityDomain.of(element);
                            case "rfm" -> Rfm.of(element);
                            case "pukCodes" -> PukCodes.of(element);
                            default -> {}
                        }
                    }
                });
                if (thrown != null) {
                    assertThat(thrown)
                            .as("octet %s", at)
                            .isInstanceOfAny(
                                    MalformedProfile.class,
                                    org.esimtestbed.profilepackage.element.ElementRefused.class);
                }
            }
        }

        @Test
        void saysThatAFileIsNoProfile() {
            assertThatThrownBy(() ->
                            ProfilePackage.decode(Bytes.utf8("PK\u0003\u0004 some archive, certainly no profile")))
                    .isInstanceOf(MalformedProfile.class)
                    .hasMessageContaining("no profile package");
            assertThatThrownBy(() -> ProfilePackage.decode(Bytes.hex("3003020105")))
                    .isInstanceOf(MalformedProfile.class)
                    .hasMessageContaining("no profile package");
            assertThatThrownBy(() -> ProfilePackage.decode(Bytes.EMPTY))
                    .isInstanceOf(MalformedProfile.class)
                    .hasMessageContaining("empty");
        }

        @Test
        void namesTheFieldThatIsWrong() {
            var der = ProfileType.generic().encode();
            var profile = ProfilePackage.decode(der);
            var imsi = profile.find("usim.ef-imsi[0].fileDescriptor.fileID")
                    .orElseThrow()
                    .tlv();
            var bent = der.with(imsi.offset(), Bytes.of(0x9E)); // 83 fileID becomes a tag no Fcp has

            // An Fcp has no mandatory field, so a tag nobody knows is an extension, until a known one follows it.
            assertThatThrownBy(() -> ProfilePackage.decode(der.with(imsi.offset() - 4, Bytes.of(0x8B))))
                    .isInstanceOfSatisfying(MalformedProfile.class, malformed -> {
                        assertThat(malformed.elementName()).startsWith("usim.ef-imsi[0].fileDescriptor");
                        assertThat(malformed.elementIndex()).isEqualTo(6);
                    });
            assertThatThrownBy(() -> ProfilePackage.decode(bent)).isInstanceOf(MalformedProfile.class);
        }

        @Test
        void keepsFieldsAndElementsOfALaterVersion() {
            var header =
                    ProfileType.generic().elements().getFirst().value().tlv().value();
            var later =
                    Tlv.of(0xA0, header.plus(Bytes.hex("BF2A03040100DF2A00"))).raw();
            var profile =
                    ProfilePackage.decode(Bytes.concat(later, Bytes.hex("BF3B03800100"), Bytes.hex("AA05A003810101")));

            assertThat(profile.encode().startsWith(later)).isTrue();
            assertThat(profile.rebuild()).isEqualTo(profile.encode());
            assertThat(profile.find("header.unknown-BF2A")).isPresent();
            assertThat(profile.elements().get(1).name()).isEqualTo("unknown-BF3B");
        }

        @Test
        void refusesWhatFollowsTheEnd() {
            var der = ProfileType.generic().encode();
            assertThatThrownBy(() -> ProfilePackage.decode(der.plus(Bytes.hex("AA05A003810101"))))
                    .isInstanceOf(MalformedProfile.class)
                    .hasMessageContaining("follows the end");
        }
    }

    @Test
    void placesEveryElementsFilesBelowItsApplication() {
        assertThat(Ts48.profile(Ts48.V7).files())
                .extracting(file -> file.path())
                .contains(FilePath.of(0x2FE2), FilePath.of(0x7FD0, 0x6F07), FilePath.of(0x7FD0, 0x5FC0, 0x4F07));
    }
}
