package org.esimtestbed.lpa;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.lpa.baseband.Baseband;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.ProfileDownload;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;

/// One device with one card: LPA and baseband share it, one operation at a time.
public final class Device implements AutoCloseable {
    private final CardChannel card;
    private final Es9Plus servers;
    private final HomeNetwork network;
    private final Tracer tracer;
    private final InstantSource clock;
    private final Terminal lpa;
    private final Baseband baseband;

    public Device(CardChannel card, Es9Plus servers, HomeNetwork network, Tracer tracer, InstantSource clock) {
        this.card = card;
        this.servers = servers;
        this.network = network;
        this.tracer = tracer;
        this.clock = clock;
        this.lpa = new Terminal(card, tracer, clock, "LPA");
        this.baseband = new Baseband(new Terminal(card, tracer, clock, "Baseband"), network, tracer, clock);
    }

    /// Downloads a Profile; it is disabled afterwards (SGP.22 §3.1.3).
    public synchronized ProfileInstallationResult download(ActivationCode code, EndUser endUser) {
        return withIsdr(euicc -> new ProfileDownload(euicc, servers, endUser, code.smdpAddress()).run(code));
    }

    /// Delivers all pending notifications.
    public synchronized List<Notifications.Delivery> deliverNotifications() {
        return withIsdr(euicc -> new Notifications(euicc, servers).deliverAll());
    }

    public synchronized List<NotificationMetadata> notifications() {
        return withIsdr(euicc -> euicc.call(new ListNotification(Optional.empty())));
    }

    public synchronized List<ProfileInfo> profiles() {
        return withIsdr(euicc -> euicc.call(new GetProfilesInfo()));
    }

    /// Enables a Profile. With `refresh` the card raises REFRESH and the baseband starts anew with the Profile;
    ///
    /// without, the device has to be switched on again for it to notice.
    public synchronized EnableProfile.Result enable(ProfileIdentifier profile, boolean refresh) {
        return switching(euicc -> euicc.call(new EnableProfile(profile, refresh)));
    }

    public synchronized DisableProfile.Result disable(ProfileIdentifier profile, boolean refresh) {
        return switching(euicc -> euicc.call(new DisableProfile(profile, refresh)));
    }

    public synchronized DeleteProfile.Result delete(ProfileIdentifier profile) {
        return withIsdr(euicc -> euicc.call(new DeleteProfile(profile)));
    }

    public synchronized Eid eid() {
        return withIsdr(euicc -> euicc.call(new GetEid()));
    }

    public synchronized EuiccInfo2 euiccInfo() {
        return withIsdr(euicc -> euicc.call(new GetEuiccInfo2()).value());
    }

    public synchronized GetEuiccConfiguredAddresses.Addresses addresses() {
        return withIsdr(euicc -> euicc.call(new GetEuiccConfiguredAddresses()));
    }

    /// Power-on of the baseband: reads the SIM and attaches.
    public synchronized ServiceState switchOn() {
        return baseband.switchOn();
    }

    public synchronized ServiceState serviceState() {
        return baseband.state();
    }

    // The LPA's channel closes before the baseband obeys: what the card announced is for the baseband to fetch.
    private <R> R switching(Function<Isdr, R> operation) {
        var result = withIsdr(operation);
        baseband.serve(lpa.takeProactive());
        return result;
    }

    private <R> R withIsdr(Function<Isdr, R> operation) {
        try (var euicc = Isdr.open(lpa, tracer, clock)) {
            return operation.apply(euicc);
        }
    }

    @Override
    public void close() {
        card.close();
        servers.close();
        network.close();
    }
}
