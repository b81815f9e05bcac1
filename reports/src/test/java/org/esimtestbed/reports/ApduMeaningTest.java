package org.esimtestbed.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApduMeaningTest {
    private final ApduMeaning card = new ApduMeaning();

    private String read(String command, String response) {
        return card.read(Bytes.hex(command), Bytes.hex(response)).toString();
    }

    private String command(String command) {
        return card.read(Bytes.hex(command), Bytes.hex("9000")).command();
    }

    @Test
    void followsASelectionToTheFileThatIsRead() {
        assertThat(command("00A4040407A000000087100200")).isEqualTo("SELECT ADF.USIM by AID");
        assertThat(command("00A40904026F0700")).isEqualTo("SELECT EF.IMSI (6F07) by path from ADF.USIM");
        assertThat(read("00B0000009", new Imsi("001010000000001").ef().hex() + "9000"))
                .isEqualTo("READ BINARY EF.IMSI, offset 0, 9 octets: IMSI 001010000000001 → 9000 normal ending");
        assertThat(command("00A40904045FC04F0100")).isEqualTo("SELECT EF.5GS3GPPLOCI (4F01) by path from ADF.USIM");
        assertThat(command("00A40804022F0000")).isEqualTo("SELECT EF.DIR (2F00) by path");
        assertThat(command("00B2010426")).isEqualTo("READ RECORD EF.DIR, record 1");
    }

    @Test
    void knowsThatOneIdentifierNamesDifferentFilesInDifferentApplications() {
        command("00A4040407A000000087100400");
        assertThat(command("00A40904026F0700")).isEqualTo("SELECT EF.IST (6F07) by path from ADF.ISIM");
    }

    @Test
    void aRefusedSelectionSelectsNothing() {
        command("00A40804022FE200");
        assertThat(read("00A40804022F0500", "6A82"))
                .isEqualTo("SELECT EF.PL (2F05) by path → 6A82 file or application not found");
        assertThat(command("00B000000A")).startsWith("READ BINARY EF.ICCID");
    }

    @Test
    void keepsLogicalChannelsApart() {
        command("00A40804022FE200");
        assertThat(read("0070000001", "019000")).startsWith("MANAGE CHANNEL open, channel 1 ");
        command("01A4040010A0000005591010FFFFFFFF890000010000");
        assertThat(command("81E2910003BF2E00")).isEqualTo("STORE DATA block 0 of GetEUICCChallenge, last");
        assertThat(command("00B000000A")).startsWith("READ BINARY EF.ICCID");
        assertThat(command("007080010000")).isEqualTo("MANAGE CHANNEL close, channel 1");
    }

    @Test
    void followsAChainOfStoreData() {
        assertThat(command("81E2110004BF310A01")).isEqualTo("STORE DATA block 0 of EnableProfile");
        assertThat(command("81E291030101")).isEqualTo("STORE DATA block 3 of EnableProfile, last");
    }

    @ParameterizedTest
    @CsvSource({
        "A0028700, ConfigureISDP",
        "8802AAAA, StoreMetadata",
        "A2028700, ReplaceSessionKeys",
        "8602AAAA, profile elements"
    })
    void knowsThePartsOfABoundProfilePackage(String data, String part) {
        command("81E2910004BF360200");
        assertThat(command("81E2910004" + data))
                .isEqualTo("STORE DATA block 0 of LoadBoundProfilePackage (" + part + "), last");
        assertThat(command("81E2910003BF4100")).isEqualTo("STORE DATA block 0 of CancelSession, last");
    }

    @Test
    void readsProactiveCommandsAndTheirAnswers() {
        assertThat(read("801200000B", "D0098103010104820281829000"))
                .isEqualTo("FETCH, 11 octets: REFRESH: UICC Reset → 9000 normal ending");
        assertThat(read("801200000B", "D0098103010109820281829000")).contains("eUICC Profile State Change");
        assertThat(read("801400000C810301010482028281830100", "9000"))
                .isEqualTo("TERMINAL RESPONSE: REFRESH, performed successfully → 9000 normal ending");
        assertThat(read("801200000B", "D0099000")).contains("no proactive command");
    }

    @Test
    void masksPinsAndTheResultsOfAuthenticate() {
        var verify = card.read(Bytes.hex("002000010831323334FFFFFFFF"), Bytes.hex("63C2"));
        assertThat(verify.toString()).isEqualTo("VERIFY PIN → 63C2 not verified, tries left: 2");
        assertThat(verify.shownCommand().hex()).isEqualTo("00200001082A2A2A2A2A2A2A2A");
        assertThat(verify.refused()).isTrue();

        var direct = card.read(Bytes.hex("0088008122" + "10".repeat(34) + "00"), Bytes.hex("DB0401020304" + "9000"));
        assertThat(direct.command()).isEqualTo("AUTHENTICATE 3G context");
        assertThat(direct.shownResponse().hex()).isEqualTo("DB2A2A2A2A2A9000");

        card.read(Bytes.hex("0088008122" + "10".repeat(34) + "00"), Bytes.hex("6110"));
        var fetched = card.read(Bytes.hex("00C0000010"), Bytes.hex("DC0401020304" + "9000"));
        assertThat(fetched.toString())
                .isEqualTo("GET RESPONSE, 16 octets: synchronisation failure, AUTS masked → 9000 normal ending");
        assertThat(fetched.shownResponse().hex()).isEqualTo("DC2A2A2A2A2A9000");

        var lone = new ApduMeaning().read(Bytes.hex("00C0000035"), Bytes.hex("DB08AABB9000"));
        assertThat(lone.shownResponse().hex()).isEqualTo("DB2A2A2A9000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00A4",
                "00A40004",
                "00A4000402",
                "00A40004023F",
                "002000010831",
                "80E291FF",
                "00880081FF00"
            })
    void readsCommandsOfAnyLength(String command) {
        for (var response : new String[] {"", "90", "9000", "DB"}) {
            var reading = card.read(Bytes.hex(command), Bytes.hex(response));
            assertThat(reading.command()).isNotBlank();
            assertThat(reading.shownCommand().size()).isEqualTo(command.length() / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9000, normal ending, false",
        "910B, 'normal ending, proactive command of 11 octets waits', false",
        "6100, 256 octets of response wait, false",
        "6C09, 'wrong Le, 9 octets are right', false",
        "6282, 'end of file or record reached, or nothing found', false",
        "6982, security status not satisfied, true",
        "6985, conditions of use not satisfied, true",
        "63C0, 'not verified, tries left: 0', true",
        "9862, authentication error: incorrect MAC, true",
        "1234, not of ETSI TS 102 221, true"
    })
    void readsStatusWords(String hex, String meaning, boolean refuses) {
        var status = new StatusWord(Integer.parseInt(hex, 16));
        assertThat(status.meaning()).isEqualTo(meaning);
        assertThat(status.refuses()).isEqualTo(refuses);
    }
}
