package org.esimtestbed.euicc.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCardStoreTest {
    private static final CardState STATE = CardState.fresh("smdp.example.com").with(SampleCard.PROFILE);

    @TempDir
    Path folder;

    private Path file;
    private FileCardStore store;

    @BeforeEach
    void newStore() {
        file = folder.resolve("cards/card.state");
        store = store();
    }

    @Test
    void aCardThatHasStoredNothingIsFresh() throws IOException {
        assertThat(store.load()).isEmpty();
    }

    @Test
    void aWholeDownloadSurvivesARestart() {
        var pki = Pki.create(Curve.NIST_P256);
        var lpa = TestLpa.with(pki, EuiccSettings.standard(), store);
        var profile = ProfileType.generic();
        var server = new TestServer(pki, lpa);
        var bpp = server.bind(
                server.prepared().euiccSigned2().value().euiccOtpk(),
                profile.encode(),
                TestServer.metadata(profile.iccid()));
        lpa = TestLpa.with(pki, EuiccSettings.standard(), store);
        new TestServer(pki, lpa).load(bpp);
        lpa.call(new EnableProfile(new ProfileIdentifier.ByIccid(profile.iccid()), false));
        var before = lpa.call(new GetProfilesInfo());
        var notifications = lpa.call(new RetrieveNotificationsList(Optional.empty()));
        var again = TestLpa.with(pki, EuiccSettings.standard(), store);
        assertThat(again.call(new GetProfilesInfo())).isEqualTo(before);
        assertThat(again.call(new RetrieveNotificationsList(Optional.empty()))).isEqualTo(notifications);
        assertThat(again.apdu("00A4080C022FE2")).isEqualTo("9000");
        assertThat(again.apdu("00B0000000")).isEqualTo(profile.iccid().ef() + "9000");
    }

    @Test
    void everythingIsThereAgain() throws IOException {
        store.save(STATE);
        var loaded = store.load().orElseThrow();
        store.save(loaded);
        var codec = new CardStateCodec(Crypto.standard());
        assertThat(loaded.defaultDpAddress()).isEqualTo("smdp.example.com");
        assertThat(loaded.profiles().getFirst().nickname()).contains("Work");
        assertThat(loaded.profiles().getFirst().content().mf())
                .isEqualTo(STATE.profiles().getFirst().content().mf());
        assertThat(loaded.profiles().getFirst().content().pins())
                .isEqualTo(STATE.profiles().getFirst().content().pins());
        assertThat(codec.parts(codec.state(codec.parts(loaded)))).isEqualTo(codec.parts(STATE));
    }

    @Test
    void aTruncatedFileIsRefusedAndLeftUntouched() throws IOException {
        store.save(STATE);
        var octets = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(octets, octets.length / 2));
        assertThatThrownBy(store::load).isInstanceOf(IOException.class).hasMessageContaining(file.toString());
        assertThat(Files.size(file)).isEqualTo(octets.length / 2);
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        store.save(STATE);
        var octets = Files.readAllBytes(file);
        octets[octets.length / 2] ^= 1;
        Files.write(file, octets);
        assertThatThrownBy(store::load).hasMessageContaining("checksum");
        assertThat(Files.readAllBytes(file)).isEqualTo(octets);
    }

    @Test
    void anEntryThatWasCutShortIsLeftOutAndNothingElse() throws IOException {
        store.save(STATE);
        store.save(STATE.withDefaultDpAddress("one.example.com"));
        long whole = Files.size(file);
        store.save(STATE.withDefaultDpAddress("two.example.com"));
        var octets = Files.readAllBytes(file);
        for (long length = whole; length < octets.length; length++) {
            Files.write(file, Arrays.copyOf(octets, (int) length));
            var again = new FileCardStore(file, Pki.EID, Crypto.standard());
            assertThat(again.load().orElseThrow().defaultDpAddress()).isEqualTo("one.example.com");
            again.save(STATE.withDefaultDpAddress("three.example.com"));
            assertThat(store().load().orElseThrow().defaultDpAddress()).isEqualTo("three.example.com");
        }
    }

    @Test
    void whateverBitOfTheJournalFlipsTheFileIsRefusedAndLeftUntouched() throws IOException {
        store.save(CardState.fresh("smdp.example.com"));
        store.save(CardState.fresh("one.example.com"));
        store.save(CardState.fresh("two.example.com"));
        var octets = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < octets.length; at++) {
            var spoilt = octets.clone();
            spoilt[at] ^= 0x10;
            Files.write(file, spoilt);
            try {
                // a length that grew past the end looks like an entry cut short: what came before it counts
                assertThat(store().load().orElseThrow().defaultDpAddress()).isIn("smdp.example.com", "one.example.com");
            } catch (IOException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(spoilt);
        }
        assertThat(refused).isGreaterThan(octets.length - 10);
    }

    @Test
    void aLongJournalIsWrittenAnew() throws IOException {
        store.save(STATE);
        long first = Files.size(file);
        for (int i = 0; i < 3000; i++) store.save(STATE.withDefaultDpAddress("a" + i + ".example.com"));
        assertThat(Files.size(file)).isLessThan(first + 100_000);
        assertThat(store().load().orElseThrow().defaultDpAddress()).isEqualTo("a2999.example.com");
    }

    @Test
    void aCommandWritesWhatItChangesAndNoMore() throws IOException {
        store.save(STATE);
        long before = Files.size(file);
        store.save(STATE.withDefaultDpAddress("one.example.com"));
        assertThat(Files.size(file) - before).isLessThan(150);
        store.save(STATE.withDefaultDpAddress("one.example.com"));
        assertThat(Files.size(file) - before).as("nothing changed").isLessThan(150);
    }

    private FileCardStore store() {
        return new FileCardStore(file, Pki.EID, Crypto.standard());
    }

    @Test
    void theStateOfAnotherCardIsRefused() throws IOException {
        store.save(STATE);
        var other = Eid.withCheckDigits("890490320010012345678901234501");
        assertThatThrownBy(() -> new FileCardStore(file, other, Crypto.standard()).load())
                .hasMessageContaining("belongs to the card with EID " + Pki.EID);
    }

    @Test
    void aFormatOfAnotherVersionIsRefused() throws IOException {
        store.save(STATE);
        var octets = Bytes.wrap(Files.readAllBytes(file));
        int at = octets.hex().indexOf("800102") / 2;
        Files.write(file, octets.with(at + 2, Bytes.of(9)).toArray());
        assertThatThrownBy(store::load).hasMessageContaining("format version 9");
    }

    @Test
    void somethingElseIsRefused() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hello");
        assertThatThrownBy(store::load).isInstanceOf(IOException.class).hasMessageContaining("no card state");
    }

    @Test
    void whereNothingCanBeWrittenTheOldStateStays() throws IOException {
        Files.writeString(folder.resolve("cards"), "a file where the folder should be");
        var card = SampleCard.with(new FileCardStore(file, Pki.EID, Crypto.standard()), STATE);
        assertThat(card.terminal().send("0020000108" + "3030303030303030")).isEqualTo("6581");
        assertThat(card.memory().state()).isSameAs(STATE);
        assertThat(Files.readString(folder.resolve("cards"))).startsWith("a file");
    }
}
