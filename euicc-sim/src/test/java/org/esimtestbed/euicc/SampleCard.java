package org.esimtestbed.euicc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.runtime.CardRuntime;
import org.esimtestbed.euicc.state.CardMemory;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.euicc.uicc.Uicc;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;

/// A powered card that holds the [SampleProfile], enabled, without an ISD-R.
public record SampleCard(Card card, CardMemory memory, Uicc uicc) {
    public static final InstalledProfile PROFILE = new InstalledProfile(
            Aid.isdP(0),
            ProfileState.ENABLED,
            new ProfileMetadata(
                    new Iccid("8900012345678901234"),
                    "Provider",
                    "Sample",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Set.of()),
            Optional.of("Work"),
            Optional.empty(),
            SampleProfile.content());

    public static SampleCard withProfile() {
        return with(CardStore.inMemory(), CardState.fresh("").with(PROFILE));
    }

    public static SampleCard with(CardStore store, CardState fresh) {
        return with(store, fresh, AppletRegistry.onClassPath());
    }

    public static SampleCard with(CardStore store, CardState fresh, AppletRegistry applets) {
        try {
            var memory = new CardMemory(store, fresh);
            var uicc = new Uicc(memory, new SecureRandom(), applets);
            var card = new Card(new CardRuntime(uicc, List.of()));
            card.powerOn();
            return new SampleCard(card, memory, uicc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Terminal terminal() {
        return new Terminal(card);
    }
}
