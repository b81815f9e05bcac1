package org.esimtestbed.console.command;

import java.util.Optional;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.download.EndUser;

/// The End User of the demonstration: agrees, and watches the screen.
record DemoEndUser(Screen screen) implements EndUser {
    @Override
    public Answer consents(Offer offer) {
        var profile = offer.profile();
        screen.fact("End User", "agrees to \"" + profile.profileName() + "\" of " + profile.serviceProviderName());
        return Answer.YES;
    }

    @Override
    public Optional<String> confirmationCode(Optional<String> refused) {
        return Optional.empty();
    }

    @Override
    public boolean reallyWants(String deed) {
        return true;
    }

    @Override
    public void watches(int loaded, int segments) {
        screen.progress(loaded, segments);
    }
}
