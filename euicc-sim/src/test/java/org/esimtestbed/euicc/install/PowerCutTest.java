package org.esimtestbed.euicc.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.junit.jupiter.api.Test;

/// The life of a profile with the power cut after the first APDU, after the second, and so on to the last.
class PowerCutTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final ProfilePackage PROFILE = ProfileType.generic();
    private static final ProfileIdentifier THE_PROFILE = new ProfileIdentifier.ByIccid(PROFILE.iccid());

    @Test
    void wheneverItComesTheCardIsWholeAndNothingIsForgottenOrToldTwice() {
        boolean finished = false;
        int cuts = 0;
        while (!finished) {
            var store = CardStore.inMemory();
            var lpa = TestLpa.with(PKI, EuiccSettings.standard(), store);
            lpa.cutPowerAfter(cuts++);
            try {
                live(lpa);
                finished = true;
            } catch (TestLpa.PowerCut cut) {
                check(TestLpa.with(PKI, EuiccSettings.standard(), store));
            }
        }
        assertThat(cuts).isGreaterThan(40);
    }

    private static void live(TestLpa lpa) {
        new TestServer(PKI, lpa).install(PROFILE);
        lpa.call(new EnableProfile(THE_PROFILE, true));
        lpa.apdu("8012000000");
        lpa.apdu("801400000C" + "8103010104" + "82028281" + "830100");
        lpa.call(new DisableProfile(THE_PROFILE, false));
        lpa.call(new DeleteProfile(THE_PROFILE));
    }

    private static void check(TestLpa lpa) {
        var profiles = lpa.call(new GetProfilesInfo());
        var pending = lpa.call(new RetrieveNotificationsList(Optional.empty()));
        var told = pending.stream().map(it -> it.metadata()).toList();
        assertThat(profiles.size()).isLessThanOrEqualTo(1);
        assertThat(told)
                .extracting(NotificationMetadata::seqNumber)
                .doesNotHaveDuplicates()
                .isSorted();
        long installed = pending.stream()
                .filter(it -> it instanceof ProfileInstallationResult result
                        && result.data().value().finalResult() instanceof Success)
                .count();
        long deleted = count(told, NotificationEvent.DELETE);
        // what is there and what was told are the same story
        assertThat((long) profiles.size()).isEqualTo(installed - deleted);
        boolean enabled = profiles.stream().anyMatch(it -> it.state().equals(Optional.of(ProfileState.ENABLED)));
        // the profile tells two addresses that it was enabled and one that it was disabled
        assertThat(count(told, NotificationEvent.ENABLE) / 2 - count(told, NotificationEvent.DISABLE))
                .isEqualTo(enabled ? 1 : 0);
        if (enabled) {
            assertThat(lpa.apdu("00A4080C022FE2")).isEqualTo("9000");
        } else {
            assertThat(lpa.apdu("00A4080C022FE2")).isEqualTo("6A82");
        }
    }

    private static long count(List<NotificationMetadata> told, NotificationEvent event) {
        return told.stream().filter(it -> it.event() == event).count();
    }
}
