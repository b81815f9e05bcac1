package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.euicc.InstalledCard.withNewUsimFile;
import static org.esimtestbed.euicc.InstalledCard.withUsimFile;

import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.suci.Ecies;
import org.esimtestbed.rsp.suci.ProtectionScheme;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The published test profile with SUCI, under the home network keys of TS 33.501 §C.4.3 and §C.4.4.
@DisplayName("TS 31.102 §7.5 GET IDENTITY")
class GetIdentityTest {
    private static final Bytes PRIVATE_A =
            Bytes.hex("c53c22208b61860b06c62e5406a7b330c2b577aa5558981510d128247d38bd1d");
    private static final Bytes PUBLIC_A = Bytes.hex("5a8d38864820197c3394b92613b20b91633cbd897119273bf8e4a6f4eec0a650");
    private static final Bytes PRIVATE_B =
            Bytes.hex("f1ab1074477ebcc7f554ea1c5fc368b1616730155e0041ac447d6301975fecda");
    private static final Bytes PUBLIC_B =
            Bytes.hex("0272da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd1");
    private static final String GET_IDENTITY = "8078000100";

    private ProfileContent content;

    @BeforeEach
    void profile() {
        content = InstalledCard.content(InstalledCard.published("TS48-V7.0-SAIP2.3-BERTLV-SUCI.der"));
        service(124, true);
        service(125, true);
        service(130, false);
        content = withUsimFile(content, new Imsi("274012001002086").ef(), 0x6F07);
        content = withUsimFile(content, Bytes.hex("00000003"), 0x6FAD);
        content = withUsimFile(content, Bytes.hex("76F80000"), 0x5FC0, 0x4F0A);
    }

    private void service(int number, boolean on) {
        var ust = ust();
        int at = (number - 1) / 8;
        int bit = 1 << (number - 1) % 8;
        content = withUsimFile(content, ust.with(at, Bytes.of(on ? ust.at(at) | bit : ust.at(at) & ~bit)), 0x6F38);
    }

    private Bytes ust() {
        var usim = content.adfs().getFirst();
        return content.contents()
                .get(((CardFile.ElementaryFile) usim.child(0x6F38).orElseThrow()).content());
    }

    private void calcInfo(String schemes) {
        var keys = Tlv.of(
                0xA1,
                Tlv.of(0x80, Bytes.of(27)),
                Tlv.of(0x81, PUBLIC_B),
                Tlv.of(0x80, Bytes.of(28)),
                Tlv.of(0x81, PUBLIC_A));
        content = withUsimFile(content, Tlv.of(0xA0, Bytes.hex(schemes)).raw().plus(keys.raw()), 0x5FD0, 0x4F01);
    }

    private Terminal usim() {
        var terminal = InstalledCard.of(content).terminal();
        terminal.expect("9000", "00A4040C07A0000000871002");
        terminal.send("0020000108" + "31313131FFFFFFFF"); // where the profile has its PIN enabled
        return terminal;
    }

    private Bytes suci() {
        var response = usim().sendAll(GET_IDENTITY);
        assertThat(response).endsWith("9000");
        return Tlv.parse(Bytes.hex(response.substring(0, response.length() - 4)))
                .expect(0xA1)
                .value();
    }

    @Test
    void profileAConcealsTheImsiForTheHomeNetwork() {
        calcInfo("010202010000"); // A with key 2, then B with key 1, then null
        var suci = suci();
        assertThat(suci.first(8).hex()).isEqualTo("01" + "722410" + "76F8" + "01" + "1C");
        assertThat(suci.size()).isEqualTo(8 + 32 + 5 + 8);
        assertThat(new Ecies(ProtectionScheme.PROFILE_A).reveal(suci.from(8), PRIVATE_A))
                .contains(Bytes.hex("00012080F6"));
        assertThat(suci()).isNotEqualTo(suci); // a new ephemeral key each time
    }

    @Test
    void profileBConcealsTheImsiForTheHomeNetwork() {
        calcInfo("02010102");
        var suci = suci();
        assertThat(suci.first(8).hex()).isEqualTo("01" + "722410" + "76F8" + "02" + "1B");
        assertThat(new Ecies(ProtectionScheme.PROFILE_B).reveal(suci.from(8), PRIVATE_B))
                .contains(Bytes.hex("00012080F6"));
    }

    @Test
    void theNullSchemeShowsTheImsi() {
        calcInfo("0000");
        assertThat(suci().hex()).isEqualTo("01" + "722410" + "76F8" + "0000" + "00012080F6");
    }

    @Test
    void aSchemeWithoutAUsableKeyIsPassedOver() {
        calcInfo("0C010103" + "0101" + "0201"); // unknown scheme, no third key, a P-256 key for A, then B
        assertThat(suci().slice(6, 8).hex()).isEqualTo("021B");
    }

    @Test
    void withoutCalculationInformationItIsTheNullScheme() {
        content = withUsimFile(content, Bytes.repeat(0xFF, 3), 0x5FD0, 0x4F01);
        assertThat(suci().slice(6, 8).hex()).isEqualTo("0000");
    }

    @Test
    void aNetworkSpecificIdentifierIsConcealedWithoutItsRealm() {
        calcInfo("0102");
        service(130, true);
        content = withNewUsimFile(content, Tlv.text(0x80, "user17@example.com").raw(), 0x5FC0, 0x4F09);
        var suci = suci();
        assertThat(suci.at(0)).isEqualTo(0x11);
        var text = suci.from(1).utf8();
        assertThat(text).startsWith("type1.rid678.schid1.hnkey28.ecckey").endsWith("@example.com");
        var output = text.replaceAll("^.*ecckey|\\.cip|\\.mac|@.*$", "");
        assertThat(new Ecies(ProtectionScheme.PROFILE_A).reveal(Bytes.hex(output), PRIVATE_A))
                .contains(Bytes.utf8("user17"));
    }

    @Test
    void itIsRefusedWithoutTheServiceTheApplicationOrTheRightParameters() {
        calcInfo("0102");
        usim().expect("6A86", "8078010100", "8078000300", "8078000000");
        usim().expect("6E00", "0078000100");
        InstalledCard.of(content).terminal().expect("6985", GET_IDENTITY); // no ADF is selected
        service(125, false);
        usim().expect("6985", GET_IDENTITY);
    }
}
