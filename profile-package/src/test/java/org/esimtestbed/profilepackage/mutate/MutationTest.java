package org.esimtestbed.profilepackage.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.mutate.Mutation.AddService;
import org.esimtestbed.profilepackage.mutate.Mutation.Drop;
import org.esimtestbed.profilepackage.mutate.Mutation.Set;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutationTest {
    private final ProfilePackage generic =
            ProfilePackage.decode(ProfileType.generic().encode());

    private ProfilePackage after(Mutation mutation) {
        return ProfilePackage.decode(mutation.apply(generic));
    }

    /// Quirk P03: one scenario for every OPTIONAL field of a package.
    @ParameterizedTest
    @ValueSource(strings = {"generic", "TS48-V7.0-SAIP2.3-BERTLV-SUCI.der", "TS48V1-A-UNIQUE.der"})
    void leavesAReadablePackageWithoutWhicheverOptionalParameter(String name) {
        var profile =
                name.equals("generic") ? generic : ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/" + name)));
        var paths = OptionalParameters.of(profile);

        assertThat(new HashSet<>(paths)).hasSameSizeAs(paths).hasSizeGreaterThan(150);
        for (var path : paths) {
            assertThat(profile.find(path)).as(path).isPresent();
            var without = ProfilePackage.decode(new Drop(path).apply(profile));
            assertThat(without.find(path)).as(path).isEmpty();
            assertThat(without.elements()).hasSameSizeAs(profile.elements());
            assertThat(without.encode().size()).isLessThan(profile.encode().size());
        }
    }

    @Test
    void knowsWhatIsOptional() {
        assertThat(OptionalParameters.of(generic))
                .contains(
                        "header.profileType",
                        "mf.mf[0].fileDescriptor.pinStatusTemplateDO",
                        "pinCodes[1].pinCodes.pinconfig[0].pinAttributes",
                        "usim.ef-keys",
                        "genericFileManagement.fileManagementCMD[0][1].createFCP.shortEFID",
                        "rfm[1].adfRFMAccess")
                .doesNotContain(
                        "header.iccid",
                        "usim.ef-imsi",
                        "usim.templateID",
                        "pukCodes.pukCodes[0].pukValue",
                        "pinCodes[0].pinCodes.pinconfig");
    }

    @Test
    void changesNothingElse() {
        var without = after(new Drop("usim.adf-usim[0].fileDescriptor.pinStatusTemplateDO")); // quirk P08

        assertThat(without.find("usim.adf-usim[0].fileDescriptor.pinStatusTemplateDO"))
                .isEmpty();
        for (var element : generic.elements()) {
            if (element.name().equals("usim")) continue;
            assertThat(without.elements().get(element.index()).raw()).isEqualTo(element.raw());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "usim.ef-imsi[1].fillFileContent, 082926101032547698, 082926101032547698",
        "usim.ef-imsi[1],                 082926101032547698, fillFileContent:082926101032547698",
        "header.major-version,            0x7F,               127",
        "header.profileType,              another,            '\"another\"'",
        "header.pol,                      00,                 00",
        "usim.templateID,                 2.23.143.1.2.4.2,   2.23.143.1.2.4.2",
        "akaParameter[1].sqnOptions,      0E,                 0E",
        "pinCodes[1].pinCodes.pinconfig[0].pinAttributes, 1,  1",
        "mf.ef-pl[0].fileDescriptor.lcsi, 05,                 05",
        "rfm[0].securityDomainAID,        A000000151000000,   A000000151000000"
    })
    void setsAParameterThatIsThereOrMayBeThere(String path, String value, String shown) {
        var changed = after(new Set(path, value));

        assertThat(changed.find(path)).hasToString("Optional[" + shown + "]");
        assertThat(changed.rebuild()).isEqualTo(changed.encode());
    }

    @Test
    void addsAServiceNobodyUses() {
        var changed = after(new AddService("tuak128")); // quirk P12

        assertThat(changed.header().mandatoryServices())
                .containsExactly("usim", "isim", "milenage", "tuak128", "ber-tlv");
        assertThatThrownBy(() -> new AddService("milenage").apply(generic)).isInstanceOf(NoSuchParameter.class);
        assertThatThrownBy(() -> new AddService("telepathy").apply(generic))
                .isInstanceOf(NoSuchParameter.class)
                .hasMessageContaining("telepathy")
                .hasMessageContaining("usim");
    }

    @Test
    void dropsElementsAndListItems() {
        assertThat(after(new Drop("pukCodes")).elements())
                .hasSize(generic.elements().size() - 1);
        assertThat(after(new Drop("rfm[1]")).find("rfm[1]")).isEmpty();
        assertThat(after(new Drop("pukCodes.pukCodes[1]"))
                        .find("pukCodes.pukCodes")
                        .orElseThrow()
                        .children())
                .hasSize(1);
    }

    /// What a card is to refuse can be made as well.
    @Test
    void dropsWhatIsMandatory() {
        for (var path : new String[] {"header.iccid", "usim.ef-imsi", "header", "end"}) {
            var der = new Drop(path).apply(generic);
            assertThatThrownBy(() -> ProfilePackage.decode(der)).as(path).isInstanceOf(MalformedProfile.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usim.ef-imsy                              | usim.ef-imsy: there is no such parameter
            usim.ef-gba                               | here belong: usim-header, templateID, adf-usim
            usim.ef-imsi[7]                           | the list has 2 items
            usim.ef-imsi.fileID                       | number in brackets
            usim[3].ef-imsi                           | the package has 1 of usim
            csim.ef-imsi                              | the package has no element csim
            header.iccid.x                            | nothing lies below
            header.pol                                | is not in the package
            pinCodes.pinCodes.filePath                | here belong: pinconfig, filePath
            ...                                       | no path
            usim.ef-imsi[x]                           | no path
            """)
    void saysWhyThereIsNothingToDrop(String path, String why) {
        assertThatThrownBy(() -> new Drop(path).apply(generic))
                .isInstanceOf(NoSuchParameter.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "akaParameter.algoConfiguration.algoParameter.key, 12 nonsense, octets",
        "header.major-version, two, a number",
        "usim.templateID, x, object identifier",
        "usim, 00, no single value",
        "usim.ef-imsi, 00, holds other parameters",
    })
    void saysWhatAParameterTakesWithoutShowingWhatWasGiven(String path, String value, String why) {
        assertThatThrownBy(() -> new Set(path, value).apply(generic))
                .isInstanceOf(NoSuchParameter.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("nonsense");
    }
}
