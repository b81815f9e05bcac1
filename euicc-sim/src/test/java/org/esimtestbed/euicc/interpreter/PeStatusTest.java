package org.esimtestbed.euicc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.esimtestbed.euicc.Elements.application;
import static org.esimtestbed.euicc.Elements.mandated;
import static org.esimtestbed.euicc.Elements.optional;
import static org.esimtestbed.euicc.Elements.replaced;
import static org.esimtestbed.euicc.Elements.with;
import static org.esimtestbed.euicc.applet.example.ExampleApplets.COUNTER;
import static org.esimtestbed.euicc.applet.example.ExampleApplets.PACKAGE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.esimtestbed.euicc.Elements;
import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every PEStatus of the TCA eUICC Profile Package 3.3.1, Annex A, by a package that earns it.
class PeStatusTest {
    private static final ProfilePackage PROFILE = ProfileType.generic();
    private static final Aid UNKNOWN = Aid.of("F0000000000001");
    private static final Aid INSTANCE = Aid.of("F0454D544201AA01");
    private static final int NO_IDENTIFICATION = -1;

    /// @param identification of the element that is to blame
    record Case(String name, Bytes octets, long memory, PeStatus status, int identification) {
        @Override
        public String toString() {
            return name + ": " + status;
        }
    }

    static Stream<Case> refusals() {
        return Stream.of(
                appended(
                        "an element of a later version", PeStatus.PE_NOT_SUPPORTED, Tlv.of(0xBF55, mandated(0xA0, 90))),
                appended(
                        "an issuer's own element",
                        PeStatus.PE_NOT_SUPPORTED,
                        Tlv.of(0xA9, mandated(0xA0, 90), Tlv.of(0x81, Bytes.hex("2A0304")), Tlv.of(0x82, Bytes.EMPTY))),
                appended("a PUK of seven digits", PeStatus.BAD_VALUES, pukCodes("31323334353637", 0x77)),
                appended(
                        "a PUK with more tries left than it has",
                        PeStatus.BAD_VALUES,
                        pukCodes("3132333435363738", 0x3A)),
                appended("a PUK given twice", PeStatus.BAD_VALUES, pukCodesTwice()),
                appended("a PIN with more tries left than it has", PeStatus.BAD_VALUES, pinCodes(0x81, 0x34)),
                appended("a PIN of another kind of directory", PeStatus.BAD_VALUES, pinCodes(0x01, 0x33)),
                appended(
                        "PINs shared with a directory that is not there",
                        PeStatus.INVALID_PARAMETER,
                        Tlv.of(0xA2, mandated(0xA0, 90), Tlv.of(0xA1, Tlv.of(0x81, Bytes.hex("7FEE"))))),
                appended("an A-Key of seven octets", PeStatus.BAD_VALUES, cdma(Bytes.repeat(1, 7))),
                appended("an AES key of fifteen octets", PeStatus.BAD_VALUES, securityDomain(UNKNOWN, 0x88, 15)),
                appended("a DES key of nine octets", PeStatus.BAD_VALUES, securityDomain(UNKNOWN, 0x80, 9)),
                appended("a TAR of two octets", PeStatus.BAD_VALUES, rfm("B000", "06", null, null)),
                new Case("too little memory", PROFILE.encode(), 2_000, PeStatus.NOT_ENOUGH_MEMORY, 6),
                new Case(
                        "no profile element",
                        Bytes.hex("BF"),
                        100_000,
                        PeStatus.INVALID_REQUEST_FORMAT,
                        NO_IDENTIFICATION),
                new Case(
                        "a package without header",
                        PROFILE.elements().get(1).raw(),
                        100_000,
                        PeStatus.INVALID_REQUEST_FORMAT,
                        1),
                new Case(
                        "an element behind the end",
                        PROFILE.encode().plus(pukCodes("3132333435363738", 0xAA).raw()),
                        100_000,
                        PeStatus.INVALID_REQUEST_FORMAT,
                        90),
                appended(
                        "RFM for an ADF that is not there",
                        PeStatus.INVALID_PARAMETER,
                        rfm("B00010", "06", UNKNOWN, null)),
                appended(
                        "RFM under a security domain that is not there",
                        PeStatus.INVALID_PARAMETER,
                        rfm("B00010", "06", null, UNKNOWN)),
                appended(
                        "two security domains of one AID",
                        PeStatus.INVALID_PARAMETER,
                        securityDomain(Aid.of("A000000151000000"), 0x88, 16)),
                appended("a load file", PeStatus.RUNTIME_NOT_SUPPORTED, loadFile()),
                appended(
                        "an applet nobody knows",
                        PeStatus.LIB_NOT_SUPPORTED,
                        application(PACKAGE, UNKNOWN, INSTANCE, "")),
                new Case(
                        "a mandatory AID",
                        header(0xA8, "300B8005A000000001" + "81020100"),
                        100_000,
                        PeStatus.LIB_NOT_SUPPORTED,
                        NO_IDENTIFICATION),
                appended(
                        "a template nobody knows",
                        PeStatus.TEMPLATE_NOT_SUPPORTED,
                        Tlv.of(0xB1, mandated(0xA0, 90), Tlv.of(0x81, Bytes.hex("67810F010263")), Tlv.of(0xA2))),
                new Case(
                        "a mandatory service",
                        header(0xA5, "8000"),
                        100_000,
                        PeStatus.FEATURE_NOT_SUPPORTED,
                        NO_IDENTIFICATION),
                appended(
                        "an applet personalised by processData",
                        PeStatus.FEATURE_NOT_SUPPORTED,
                        application(
                                PACKAGE, COUNTER, INSTANCE, "", Tlv.of(0x30, Tlv.of(0x04, Bytes.hex("80E2000000"))))),
                new Case("a PIN without its PUK", without("pukCodes"), 100_000, PeStatus.PIN_CODE_MISSING, 18),
                new Case(
                        "version 4",
                        header(0x80, "04"),
                        100_000,
                        PeStatus.UNSUPPORTED_PROFILE_VERSION,
                        NO_IDENTIFICATION));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aPackageEarnsItsStatus(Case refused) {
        var interpreter = InstalledCard.interpreter(PROFILE, refused.memory());
        var failure = catchThrowableOfType(InstallationFailed.class, () -> {
            interpreter.accept(refused.octets());
            interpreter.finish();
        });
        assertThat(failure).as(refused.name()).isNotNull();
        assertThat(failure.reason())
                .isEqualTo(
                        refused.status() == PeStatus.NOT_ENOUGH_MEMORY
                                ? ErrorReason.INSUFFICIENT_MEMORY
                                : ErrorReason.PE_PROCESSING_ERROR);
        var response = Tlv.parse(interpreter.simaResponse()).expect(0x30);
        assertThat(response.find(0x81)).as("aborted").isPresent();
        var status = response.child(0xA0).children().getLast();
        assertThat(status.child(0x80).asInt())
                .as(failure.getMessage())
                .isEqualTo(refused.status().number());
        assertThat(status.find(0x81).map(Tlv::asInt).orElse(NO_IDENTIFICATION)).isEqualTo(refused.identification());
    }

    /// memory-failure is for a card whose memory breaks while it writes; here a Profile becomes one value that is
    /// stored at once, and that failing is ES8+'s installFailedDueToUnknownError.
    @Test
    void everyStatusIsReachedButMemoryFailure() {
        var reached = EnumSet.of(PeStatus.OK);
        refusals().forEach(it -> reached.add(it.status()));
        assertThat(EnumSet.complementOf(reached)).containsExactly(PeStatus.MEMORY_FAILURE);
    }

    @Test
    void aPackageWithoutFaultIsAnsweredWithOneOk() throws InstallationFailed {
        var interpreter = InstalledCard.interpreter(PROFILE);
        interpreter.accept(PROFILE.encode());
        interpreter.finish();
        assertThat(interpreter.simaResponse().hex()).isEqualTo("3007A0053003800100");
    }

    @ParameterizedTest
    @CsvSource({
        "A0000000620101, 0106, true", // javacard.framework
        "A0000000620101, 0107, false",
        "A0000000620101, 0200, false",
        "F045534D544201, 0100, true", // the example package
        "F045534D544299, 0100, false"
    })
    void mandatoryAidsAreLookedForOnTheCard(String aid, String version, boolean isHere) {
        var mandatory = Tlv.of(0x30, Tlv.of(0x80, Bytes.hex(aid)), Tlv.of(0x81, Bytes.hex(version)));
        var octets = header(0xA8, mandatory.raw().hex());
        var interpreter = InstalledCard.interpreter(PROFILE);
        var failure = catchThrowableOfType(InstallationFailed.class, () -> interpreter.accept(octets));
        assertThat(failure == null).isEqualTo(isHere);
    }

    /// The capability bits promise what the card does, and the card accepts no service beyond them.
    @Test
    void theServicesThatMayBeMandatedAreThoseTheCardAnnounces() {
        var accepted = new ArrayList<Integer>();
        for (int service = 0; service < 30; service++) {
            var octets = header(0xA5, "%02X00".formatted(0x80 + service));
            var interpreter = InstalledCard.interpreter(PROFILE);
            var failure = catchThrowableOfType(InstallationFailed.class, () -> interpreter.accept(octets));
            if (failure == null) accepted.add(service);
        }
        // usim, isim, csim, milenage, tuak128; javacard; multiple USIM, ISIM, CSIM, tuak256, test algorithm, BER-TLV,
        // linked DFs; GET IDENTITY, profile A, profile B
        assertThat(accepted).containsExactly(1, 2, 3, 4, 5, 11, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23);
        assertThat(EuiccSettings.standard().uiccCapability()).hasSize(accepted.size());
    }

    @Test
    void whatIsNotMandatedIsSkippedOneByOne() throws InstallationFailed {
        var unknown = Elements.instance(PACKAGE, UNKNOWN, INSTANCE, "");
        var profile = with(
                PROFILE, Tlv.of(0xA8, optional(0xA0, 71), Tlv.of(0xA2, unknown)), Tlv.of(0xBF55, optional(0xA0, 72)));
        var interpreter = InstalledCard.interpreter(profile);
        interpreter.accept(profile.encode());
        assertThat(interpreter.finish().remote().applications()).isEmpty();
        assertThat(interpreter.simaResponse().hex()).isEqualTo("3012A010" + "3006800108810147" + "3006800101810148");
    }

    @Test
    void keysAndParametersForTheOperatorsServersAreKept() {
        var content = InstalledCard.content(InstalledCard.published("TS48-V7.0-SAIP2.3-BERTLV-SUCI.der"));
        var domain = content.remote().securityDomains().getFirst();
        assertThat(domain.instance().instanceAid().hex()).isEqualTo("A000000151000000");
        assertThat(domain.keys())
                .extracting(key -> key.versionNumber() + "/" + key.identifier())
                .containsExactly("1/1", "1/2", "1/3", "2/1", "2/2", "2/3");
        for (var key : domain.keys()) {
            for (var component : key.components())
                assertThat(component.checkValue().orElseThrow().size()).isEqualTo(3);
        }
        var toolkit = domain.instance().toolkit().orElseThrow();
        assertThat(toolkit.minimumSecurityLevel().hex()).isEqualTo("0102");
        assertThat(toolkit.tars()).containsExactly(Bytes.hex("B20100"), Bytes.hex("000000"));
        assertThat(content.remote().remoteFileManagement())
                .extracting(rfm -> rfm.tars().getFirst().hex())
                .containsExactly("B00120", "B00140", "B00141", "B00142");
        assertThat(content.remote().cdmaParameter()).isPresent();
        assertThat(content.remote() + "")
                .doesNotContainIgnoringCase(
                        domain.keys().getFirst().components().getFirst().data().hex());
        assertThat(content.applications()).hasSize(5);
    }

    // --- packages ---------------------------------------------------------------------------------------------------

    private static Case appended(String name, PeStatus status, Tlv element) {
        return new Case(name, with(PROFILE, element).encode(), 100_000, status, 90);
    }

    private static Bytes without(String name) {
        return Bytes.concat(PROFILE.elements().stream()
                .filter(element -> !element.name().equals(name))
                .map(ProfileElement::raw)
                .toArray(Bytes[]::new));
    }

    /// The header with one member replaced or added.
    private static Bytes header(int tag, String value) {
        var members = new ArrayList<Tlv>();
        boolean done = false;
        for (var member : PROFILE.elements().getFirst().value().tlv().children()) {
            if (!done && member.tag() >= tag) {
                members.add(Tlv.of(tag, Bytes.hex(value)));
                done = true;
            }
            if (member.tag() != tag) members.add(member);
        }
        if (!done) members.add(Tlv.of(tag, Bytes.hex(value)));
        return replaced(PROFILE, "header", Tlv.of(0xA0, members));
    }

    private static Tlv pukCodes(String value, int attempts) {
        return Tlv.of(
                0xA3,
                mandated(0xA0, 90),
                Tlv.of(
                        0xA1,
                        Tlv.of(0x30, Tlv.number(0x80, 2), Tlv.of(0x81, Bytes.hex(value)), Tlv.number(0x82, attempts))));
    }

    private static Tlv pukCodesTwice() {
        var puk = Tlv.of(0x30, Tlv.number(0x80, 2), Tlv.of(0x81, Bytes.hex("3132333435363738")));
        return Tlv.of(0xA3, mandated(0xA0, 90), Tlv.of(0xA1, puk, puk));
    }

    private static Tlv pinCodes(int reference, int attempts) {
        var pin = Tlv.of(
                0x30, Tlv.number(0x80, reference), Tlv.of(0x81, Bytes.repeat(0x31, 8)), Tlv.number(0x84, attempts));
        return Tlv.of(0xA2, mandated(0xA0, 90), Tlv.of(0xA1, Tlv.of(0xA0, pin)));
    }

    private static Tlv cdma(Bytes key) {
        return Tlv.of(0xA5, mandated(0xA0, 90), Tlv.of(0x81, key));
    }

    private static Tlv securityDomain(Aid aid, int keyType, int octets) {
        var instance =
                new ArrayList<>(Elements.instance(UNKNOWN, UNKNOWN, aid, "").children());
        var component = Tlv.of(0x30, Tlv.of(0x80, Bytes.of(keyType)), Tlv.of(0x86, Bytes.repeat(7, octets)));
        var key = Tlv.of(
                0x30,
                Tlv.of(0x95, Bytes.of(0x18)),
                Tlv.of(0x82, Bytes.of(1)),
                Tlv.of(0x83, Bytes.of(1)),
                Tlv.of(0x30, component));
        return Tlv.of(0xA6, mandated(0xA0, 90), Tlv.of(0xA1, instance), Tlv.of(0xA2, key));
    }

    private static Tlv rfm(
            String tar,
            String level,
            @org.jspecify.annotations.Nullable Aid adf,
            @org.jspecify.annotations.Nullable Aid domain) {
        var members = new ArrayList<>(List.of(mandated(0xA0, 90), Tlv.of(0x4F, INSTANCE.bytes())));
        if (domain != null) members.add(Tlv.of(0x4F, domain.bytes()));
        members.add(Tlv.of(0xA0, Tlv.of(0x04, Bytes.hex(tar))));
        members.add(Tlv.of(0x81, Bytes.hex(level)));
        members.add(Tlv.of(0x04, Bytes.of(0)));
        members.add(Tlv.of(0x04, Bytes.of(0)));
        if (adf != null) {
            members.add(Tlv.of(0x30, Tlv.of(0x80, adf.bytes()), Tlv.of(0x81, Bytes.of(0)), Tlv.of(0x82, Bytes.of(0))));
        }
        return Tlv.of(0xA7, members);
    }

    private static Tlv loadFile() {
        return Tlv.of(
                0xA8,
                mandated(0xA0, 90),
                Tlv.of(0xA1, Tlv.of(0x4F, UNKNOWN.bytes()), Tlv.of(0xC4, Bytes.hex("DECAFFED"))));
    }
}
