package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card of a run folder in the JVM of the device, its state kept there; nobody else has it meanwhile.
public final class CardOfRun implements CardChannel {
    private final CardChannel card;
    private final HeldFile lock;

    CardOfRun(CardChannel card, HeldFile lock) {
        this.card = card;
        this.lock = lock;
    }

    /// Switches an honest card on; key and certificate are issued when its EID is first asked for.
    ///
    /// @param run with the folder `cards`
    /// @throws CardGone             if another process serves the card
    /// @throws UncheckedIOException with the reason, if its file holds no state of this card
    public static CardOfRun switchOn(Path run, Path pki, Eid eid) {
        var crypto = Crypto.standard();
        var cards = new CardFolder(run, crypto);
        var issued = new TestPki(new PkiFolder(pki, crypto), crypto, InstantSource.system());
        var factory = new EuiccFactory(
                crypto, InstantSource.system(), List.of(issued.folder().readCertificate(PkiFolder.CI)));
        var lock = lock(cards, eid);
        try {
            var honest = Personality.honest(EuiccSettings.standard());
            return new CardOfRun(
                    new InProcess(factory.make(new Identities(issued).of(eid), honest, cards.store(eid))), lock);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("the card " + eid + " cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static HeldFile lock(CardFolder cards, Eid eid) {
        try {
            return cards.lock(eid);
        } catch (CardFolder.InUse e) {
            throw new CardGone(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Bytes transmit(Bytes command) {
        try {
            return card.transmit(command);
        } catch (IllegalStateException noPower) { // the device has been switched off meanwhile
            throw new CardGone(String.valueOf(noPower.getMessage()), noPower);
        }
    }

    @Override
    public Bytes reset() {
        return card.reset();
    }

    @Override
    public void close() {
        try {
            card.close();
        } finally {
            lock.close(); // now, and no earlier, another may have its state
        }
    }
}
