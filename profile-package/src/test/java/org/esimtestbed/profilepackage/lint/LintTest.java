package org.esimtestbed.profilepackage.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.mutate.Mutation;
import org.esimtestbed.profilepackage.mutate.Mutation.AddService;
import org.esimtestbed.profilepackage.mutate.Mutation.Drop;
import org.esimtestbed.profilepackage.mutate.Mutation.Set;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
    private static final ProfilePackage GENERIC =
            ProfilePackage.decode(ProfileType.generic().encode());

    @Test
    void findsNothingInTheGenericType() {
        assertThat(Lint.check(GENERIC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TS48-V7.0-SAIP2.3-BERTLV-SUCI.der", "TS48V1-A-UNIQUE.der", "TS48V1-B-UNIQUE.der"})
    void findsNoErrorInAPublishedProfileAndFilesNoPhoneWillLookAt(String name) {
        var findings = Lint.check(ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/" + name))));

        assertThat(findings).extracting(Finding::severity).containsOnly(Severity.WARNING);
        assertThat(new TreeSet<>(findings.stream().map(Finding::rule).toList()))
                .containsExactly(
                        name.startsWith("TS48-V7") ? "arr-record-empty" : "mandatory-service-unused",
                        "ust-file-without-service");
        assertThat(findings)
                .extracting(Finding::place)
                .contains("3F00/7FD0/6F4D ef-bdn"); // EF.BDN is there, service 6 is not announced
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("missing-required-element", "mf", new Drop("mf")),
                broken("missing-required-element", "end", new Drop("end")),
                broken("missing-required-element", "header", new Drop("header")),
                broken("missing-required-element", "securityDomain", new Drop("securityDomain")),
                broken("missing-required-element", "pukCodes", new Drop("pukCodes")),
                broken(
                        "dangling-puk",
                        "pinCodes[0].pinCodes.pinconfig[0].unblockingPINReference",
                        new Drop("pukCodes.pukCodes[0]")),
                broken(
                        "dangling-puk",
                        "pinCodes[1].pinCodes.pinconfig[0].unblockingPINReference",
                        new Set("pinCodes[1].pinCodes.pinconfig[0].unblockingPINReference", "7")),
                broken("iccid-mismatch", "header.iccid", new Set("header.iccid", "89882110000000000028")),
                broken("iccid-luhn", "header.iccid", new Set("header.iccid", "89882110000000000011")),
                broken("iccid-luhn", "header.iccid", new Set("header.iccid", "8988FFFFFFFFFFFFFFFF")),
                broken(
                        "mandatory-service-unused",
                        "header.eUICC-Mandatory-services.tuak128",
                        new AddService("tuak128")),
                broken("service-missing", "usim", new Drop("header.eUICC-Mandatory-services.usim")),
                broken("service-missing", "akaParameter[0]", new Drop("header.eUICC-Mandatory-services.milenage")),
                broken(
                        "service-missing",
                        "3F00/7FD0/5FC0/4F0B ef-ursp",
                        new Drop("header.eUICC-Mandatory-services.ber-tlv")),
                broken(
                        "content-longer-than-file",
                        "usim.ef-imsi",
                        new Set("usim.ef-imsi[1].fillFileContent", "08091010000000001099")),
                broken(
                        "content-longer-than-file",
                        "genericFileManagement.fileManagementCMD[0]",
                        new Set("genericFileManagement.fileManagementCMD[0][3].fillFileContent", "0000")),
                broken("duplicate-identification", "rfm[1]", new Set("rfm[1].rfm-header.identification", "1")),
                broken("element-order", "rfm[1]", new Drop("end")),
                broken("element-order", "opt-usim", new Drop("usim")),
                broken("adf-without-aka", "isim", new Drop("akaParameter[1]")),
                broken("adf-without-aka", "usim", new Drop("akaParameter[0]")),
                broken(
                        "dangling-link",
                        "usim.ef-hpplmn[0].fileDescriptor.linkPath",
                        new Set("usim.ef-hpplmn[0].fileDescriptor.linkPath", "7FFF6F31")),
                broken(
                        "arr-record-missing",
                        "3F00/7FD0/6F07 ef-imsi",
                        new Set("usim.ef-imsi[0].fileDescriptor.securityAttributesReferenced", "6F0664")),
                broken(
                        "arr-record-missing",
                        "3F00/7FD0/6F07 ef-imsi",
                        new Set("usim.ef-imsi[0].fileDescriptor.securityAttributesReferenced", "6F9901")),
                broken(
                        "arr-record-empty",
                        "3F00/7FD0/6F07 ef-imsi",
                        new Set("usim.ef-arr[0].fileDescriptor.efFileSize", "0210"),
                        new Set("usim.ef-imsi[0].fileDescriptor.securityAttributesReferenced", "6F0610")),
                broken("ust-service-without-file", "3F00/7FD0/6F38 ef-ust", new Drop("opt-usim.ef-gid1")),
                broken("ust-service-without-file", "3F00/7FD1/6F07 ef-ist", new Set("isim.ef-ist[1]", "01")),
                broken(
                        "ust-file-without-service",
                        "3F00/7FD0/6F3E ef-gid1",
                        new Set("usim.ef-ust[1]", "020A1E0803160000400010000000002E49")),
                broken("imsi-bad-length", "3F00/7FD0/6F07 ef-imsi", new Set("usim.ef-imsi[1]", "090910100000000010")),
                broken("imsi-bad-length", "3F00/7FD0/6F07 ef-imsi", new Set("usim.ef-imsi[1]", "080110100000000010")),
                broken("imsi-bad-length", "3F00/7FD0/6F07 ef-imsi", new Set("usim.ef-imsi[1]", "0809101000000000A0")),
                broken(
                        "efdir-missing-application",
                        "3F00/7FD1 adf-isim",
                        new Set("isim.adf-isim[0].fileDescriptor.dfName", "A0000000871004FFFFFFFF8906190001")),
                broken("template-not-mandated", "df-5gs.templateID", new Set("df-5gs.templateID", "2.23.143.1.2.13.2")),
                broken("pin-reference-unknown", "3F00/7F10 df-telecom", new Drop("pinCodes[1]")),
                broken(
                        "pin-reference-unknown",
                        "3F00 mf",
                        new Set("mf.mf[0].fileDescriptor.pinStatusTemplateDO", "010B")),
                broken("aka-parameter-size", "akaParameter[0].sqnDelta", new Set("akaParameter[0].sqnDelta", "00")),
                broken(
                        "aka-parameter-size",
                        "akaParameter[1].algoConfiguration.algoParameter.key",
                        new Set("akaParameter[1].algoConfiguration.algoParameter.key", "0011")),
                broken(
                        "aka-parameter-size",
                        "akaParameter[0].algoConfiguration.algoParameter.algorithmID",
                        new Set("akaParameter[0].algoConfiguration.algoParameter.algorithmID", "9")),
                broken(
                        "get-identity-without-suci-files",
                        "header.eUICC-Mandatory-services.get-identity",
                        new AddService("get-identity")),
                broken(
                        "get-identity-without-suci-files",
                        "3F00/7FD0/6F38 ef-ust",
                        new Set("usim.ef-ust[1]", "020A1F0803160000400010000000003E49")),
                broken(
                        "non-minimal-file-size",
                        "genericFileManagement.fileManagementCMD[0][2].createFCP.efFileSize",
                        new Set("genericFileManagement.fileManagementCMD[0][2].createFCP.efFileSize", "0001")),
                broken(
                        "rfm-application-unknown",
                        "rfm[1].adfRFMAccess.adfAID",
                        new Set("rfm[1].adfRFMAccess.adfAID", "A0000000871002FF")),
                broken(
                        "cannot-be-installed",
                        "pinCodes[0]",
                        new Set("pinCodes[0].pinCodes.pinconfig[0].pinValue", "31")),
                broken("cannot-be-installed", "telecom", new Set("telecom.templateID", "2.23.143.1.2.99")));
    }

    private static Arguments broken(String rule, String place, Mutation... mutations) {
        return Arguments.of(rule, place, List.of(mutations));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void findsWhatWasBrokenWhereItWasBroken(String rule, String place, List<Mutation> mutations) {
        assertThat(findings(mutations))
                .filteredOn(it -> it.rule().equals(rule))
                .extracting(Finding::place)
                .contains(place);
    }

    private static List<Finding> findings(List<Mutation> mutations) {
        var profile = GENERIC;
        for (var mutation : mutations) {
            var der = mutation.apply(profile);
            try {
                profile = ProfilePackage.decode(der);
            } catch (MalformedProfile e) {
                return Lint.check(ProfilePackage.decodeElements(der));
            }
        }
        return Lint.check(profile);
    }

    @Test
    void everyRuleHasATestThatBreaksItAnExplanationAndAClause() {
        var tested = broken().map(it -> (String) it.get()[0]).toList();
        var untested = Map.of("unknown-element", "keepsQuietAboutNothingOfALaterVersion");
        assertThat(Lint.rules()).allSatisfy(rule -> {
            var facts = rule.facts();
            assertThat(tested.contains(facts.name()) || untested.containsKey(facts.name()))
                    .as(facts.name())
                    .isTrue();
            assertThat(facts.explanation()).endsWith(".");
            assertThat(facts.clause()).contains("\u00a7");
        });
        assertThat(Lint.rules().stream().map(rule -> rule.facts().name())).doesNotHaveDuplicates();
    }

    @Test
    void keepsQuietAboutNothingOfALaterVersion() {
        var elements = new ArrayList<>(GENERIC.elements());
        elements.addAll(
                1,
                ProfilePackage.decodeElements(
                                Bytes.concat(GENERIC.elements().getFirst().raw(), Bytes.hex("BF3B03800100")))
                        .subList(1, 2));

        assertThat(Lint.check(elements)).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo("unknown-element");
            assertThat(it.place()).isEqualTo("unknown-BF3B");
        });
    }

    @Test
    void findsElementsInTheWrongOrder() {
        var elements = new ArrayList<>(GENERIC.elements());
        var pins = elements.remove(3);
        elements.add(2, pins); // before the PUKs

        assertThat(Lint.check(elements)).extracting(Finding::rule).containsExactly("element-order");
    }

    @Test
    void doesNotFailWhateverIsBent() {
        var der = GENERIC.encode();
        int read = 0;
        for (int at = 0; at < der.size(); at += 5) {
            List<ProfileElement> elements;
            try {
                elements = ProfilePackage.decodeElements(der.with(at, Bytes.of(der.at(at) ^ 0x27)));
            } catch (MalformedProfile e) {
                continue;
            }
            read++;
            assertThat(Lint.check(elements)).as("octet %s", at).isNotNull();
        }
        assertThat(read).isGreaterThan(300);
    }

    @Test
    void showsNoSecret() {
        var findings = findings(List.of(
                new Set("akaParameter[0].algoConfiguration.algoParameter.key", "DEADBEEFDEADBEEF"),
                new Set("pukCodes.pukCodes[0].pukValue", "39393939")));

        assertThat(findings).isNotEmpty();
        assertThat(findings.toString()).doesNotContain("DEADBEEF", "39393939");
    }
}
