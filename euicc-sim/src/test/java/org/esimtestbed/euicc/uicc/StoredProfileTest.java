package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.euicc.SampleProfile.PIN1;
import static org.esimtestbed.euicc.SampleProfile.USIM;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.SampleProfile;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.FileCardStore;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.Tuak;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands change is there again when the card is read from its file.
class StoredProfileTest {
    @TempDir
    Path folder;

    private SampleCard card(CardState fresh) {
        return SampleCard.with(new FileCardStore(folder.resolve("card"), Pki.EID, Crypto.standard()), fresh);
    }

    @Test
    void aDeactivatedFileStaysDeactivated() {
        var state = CardState.fresh("").with(SampleCard.PROFILE);
        card(state).terminal().expect("9000", "00A4040C0C" + USIM, "0020000108" + PIN1, "0004000002" + "6FF2");
        var again = card(CardState.fresh("")).terminal();
        again.expect("9000", "00A4040C0C" + USIM, "0020000108" + PIN1);
        assertThat(again.send("00A4000C02" + "6FF2")).isEqualTo("6283");
    }

    @Test
    void keysOfTuakAndTheirCounterAreRead() {
        var options = new Tuak.Options(8, 16, 32, 16, 3);
        var key = new Naa.Key(
                Naa.Algorithm.TUAK,
                Bytes.repeat(1, 32),
                Bytes.repeat(2, 32),
                Milenage.Constants.STANDARD,
                options,
                5,
                6);
        var sample = SampleProfile.content();
        var naa = new Naa(List.of(USIM), key, sample.naas().getFirst().sequence(), Optional.of(2));
        var content = sample.with(sample.naas().getFirst(), naa);
        var terminal =
                card(CardState.fresh("").with(SampleCard.PROFILE.with(content))).terminal();
        var gsm = "00880080" + "11" + "10" + "00".repeat(16) + "00";
        terminal.expect("9000", "00A4040C0C" + USIM, "0020000108" + PIN1, gsm);
        var again = card(CardState.fresh(""));
        assertThat(again.memory().content().naas().getFirst().key()).isEqualTo(key);
        assertThat(again.memory().content().naas().getFirst().challengesLeft()).contains(1);
        again.terminal().expect("9000", "00A4040C0C" + USIM, "0020000108" + PIN1, gsm);
        again.terminal().expect("6985", gsm);
    }

    @Test
    void whatTheOperatorsServersNeedIsRead() throws IOException {
        var content = InstalledCard.content(InstalledCard.published("TS48-V7.0-SAIP2.3-BERTLV-SUCI.der"));
        var store = new FileCardStore(folder.resolve("card"), Pki.EID, Crypto.standard());
        store.save(CardState.fresh("").with(SampleCard.PROFILE.with(content)));
        var again = card(CardState.fresh("")).memory().content();
        assertThat(again.remote().elements()).isEqualTo(content.remote().elements());
        assertThat(again.remote().securityDomains()).isEqualTo(content.remote().securityDomains());
    }
}
