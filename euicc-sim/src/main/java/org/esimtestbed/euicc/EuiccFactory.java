package org.esimtestbed.euicc;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.interpreter.Interpreter;
import org.esimtestbed.euicc.isdr.Ecasd;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.isdr.IsdR;
import org.esimtestbed.euicc.isdr.Notifications;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.quirk.Quirk;
import org.esimtestbed.euicc.runtime.CardRuntime;
import org.esimtestbed.euicc.state.CardMemory;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.euicc.uicc.Uicc;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;

/// Makes eUICCs that share a clock, randomness and the CIs they trust. Checked certificates are remembered for all
/// of them.
public final class EuiccFactory {
    private final Crypto crypto;
    private final CertificateChain trusted;
    private final AppletRegistry applets = AppletRegistry.onClassPath();

    /// @param trustedCis most preferred first
    public EuiccFactory(Crypto crypto, InstantSource clock, List<Certificate> trustedCis) {
        this.crypto = crypto;
        // What is revoked differs from card to card: each holds the CRLs that were loaded into it.
        this.trusted = new CertificateChain(crypto, clock, trustedCis, RevocationList.EMPTY);
    }

    /// A card without power, with what its store holds or as it leaves the factory.
    ///
    /// @throws IOException with the reason, if the store holds something that is no state of this card
    public Card make(EuiccIdentity identity, Personality personality, CardStore store) throws IOException {
        var settings = personality.settings();
        var misbehaviour = Quirk.onCard(personality.quirks());
        var fresh = misbehaviour.delivered(CardState.fresh(settings.defaultDpAddress()));
        var memory = new CardMemory(store, fresh);
        var uicc = new Uicc(memory, crypto.random(), applets);
        var notifications = new Notifications(crypto, identity, misbehaviour);
        var euicc = new Euicc(identity, settings, trusted, crypto, memory, notifications, uicc, misbehaviour);
        var isdR = new IsdR(euicc, Interpreter::new);
        var ecasd = new Ecasd(settings.ecasdAid());
        return new Card(new CardRuntime(uicc, List.of(isdR, ecasd), misbehaviour), personality.timing());
    }
}
