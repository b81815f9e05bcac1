package org.esimtestbed.lpa;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esimtestbed.lpa.baseband.Baseband;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.baseband.DualSim;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.baseband.Pin;
import org.esimtestbed.lpa.baseband.Puk;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.download.DownloadWaiting;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.KeptDownload;
import org.esimtestbed.lpa.download.KeptDownloads;
import org.esimtestbed.lpa.download.ProfileDownload;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.management.CertificateLookup;
import org.esimtestbed.lpa.management.EuiccCertificates;
import org.esimtestbed.lpa.management.NamedProfile;
import org.esimtestbed.lpa.management.NotConfirmed;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.memory.Retries;
import org.esimtestbed.lpa.server.Es11;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;

/// One device with one card: LPA and baseband share it, one operation at a time.
public final class Device implements AutoCloseable {
    private static final int ATTEMPTS_WHILE_BUSY = 3;

    private final CardChannel card;
    private final Es9Plus servers;
    private final Es11 smds;
    private final HomeNetwork network;
    private final LpaSettings settings;
    private final KeptDownloads kept;
    private final Tracer tracer;
    private final InstantSource clock;
    private final Terminal lpa;
    private final Baseband baseband;
    private final DualSim sims;
    private Optional<CardChannel> secondCard = Optional.empty();

    /// With an honest modem.
    public Device(
            CardChannel card,
            Es9Plus servers,
            HomeNetwork network,
            LpaSettings settings,
            Tracer tracer,
            InstantSource clock) {
        this(card, servers, network, settings, BasebandSettings.STANDARD, tracer, clock);
    }

    public Device(
            CardChannel card,
            Es9Plus servers,
            HomeNetwork network,
            LpaSettings settings,
            BasebandSettings modem,
            Tracer tracer,
            InstantSource clock) {
        this.card = card;
        this.servers = servers;
        this.smds = new Es11(servers);
        this.network = network;
        this.settings = settings;
        this.kept = new KeptDownloads(settings.memory());
        this.tracer = tracer;
        this.clock = clock;
        this.lpa = new Terminal(card, settings.quirks()::around, tracer, clock, "LPA");
        this.baseband = new Baseband(new Terminal(card, tracer, clock, "Baseband"), network, modem, tracer, clock);
        this.sims = new DualSim(baseband);
        servers.bearers().modem(sims::bearer);
    }

    /// Downloads a Profile; it is disabled afterwards (SGP.22 §3.1.3).
    ///
    /// @throws DownloadWaiting  if an earlier package has not been loaded
    /// @throws RuntimeException as [ProfileDownload#run]
    public synchronized ProfileInstallationResult download(WayIn way, EndUser endUser) {
        return withIsdr(euicc -> {
            requireNoPackageWaits(euicc);
            return new ProfileDownload(euicc, servers, endUser, kept).run(way);
        });
    }

    /// Asks the Root SM-DS what waits for this eUICC, and downloads it; Profiles are disabled afterwards (SGP.22
    /// §3.6.2).
    ///
    /// @param evenIfWaiting whether events that failed a moment ago are tried as well
    /// @throws RuntimeException as [Discovery#poll]
    public synchronized Discovery.Poll discover(EndUser endUser, boolean evenIfWaiting) {
        return discover(endUser, evenIfWaiting, _ -> {});
    }

    /// The same.
    ///
    /// @param told hears of each event as soon as it is handled
    public synchronized Discovery.Poll discover(EndUser endUser, boolean evenIfWaiting, Consumer<Discovered> told) {
        return withIsdr(euicc -> {
            var retries = Retries.ofEvents(settings.memory(), clock);
            return new Discovery(euicc, servers, smds, endUser, kept, settings.memory(), retries)
                    .poll(evenIfWaiting, told);
        });
    }

    /// As [ProfileDownload#resume].
    public synchronized Optional<ProfileInstallationResult> resume(EndUser endUser) {
        return withIsdr(euicc -> new ProfileDownload(euicc, servers, endUser, kept).resume());
    }

    /// Gives up the download that has begun and not ended, with that reason where the SM-DP+ knows of it.
    ///
    /// @param trouble is told why eUICC or SM-DP+ have not cancelled the session, which is given up all the same
    /// @return whether there was one
    public synchronized boolean giveUp(CancelSessionReason reason, Consumer<RuntimeException> trouble) {
        return withIsdr(euicc -> new ProfileDownload(euicc, servers, EndUser.agreeing(), kept).giveUp(reason, trouble));
    }

    /// Whether a download has begun and not ended.
    public synchronized boolean hasDownloadUnderWay() {
        return kept.find().isPresent();
    }

    private void requireNoPackageWaits(Isdr euicc) {
        kept.settle(euicc);
        if (kept.find().orElse(null) instanceof KeptDownload.Bound waiting) throw new DownloadWaiting(waiting);
    }

    /// Delivers the pending notifications of all recipients that are due.
    public synchronized List<Notifications.Delivery> deliverNotifications() {
        return delivering(Notifications::deliverDue);
    }

    /// Delivers all pending notifications, also to those who could not be reached a moment ago.
    public synchronized List<Notifications.Delivery> deliverNotificationsNow() {
        return delivering(Notifications::deliverAll);
    }

    private List<Notifications.Delivery> delivering(Function<Notifications, List<Notifications.Delivery>> which) {
        return withIsdr(euicc -> {
            kept.settle(euicc); // once delivered, the result is not on the eUICC any longer
            return which.apply(new Notifications(euicc, servers, Retries.ofNotifications(settings.memory(), clock)));
        });
    }

    public synchronized List<NotificationMetadata> notifications() {
        return withIsdr(euicc -> euicc.call(new ListNotification(Optional.empty())));
    }

    /// Takes a notification off the eUICC that nobody has delivered: its recipient never hears of it.
    ///
    /// @param seqNumber 0 or more
    public synchronized RemoveNotificationFromList.Result removeNotification(long seqNumber) {
        return withIsdr(euicc -> {
            kept.settle(euicc); // a result that is removed cannot be fetched any more
            return euicc.call(new RemoveNotificationFromList(seqNumber));
        });
    }

    public synchronized List<ProfileInfo> profiles() {
        return withIsdr(euicc -> euicc.call(new GetProfilesInfo()));
    }

    /// Enables a Profile. With `refresh` the card raises REFRESH and the baseband starts anew with the Profile;
    /// without, the device has to be switched on again for it to notice.
    public synchronized EnableProfile.Result enable(ProfileIdentifier profile, boolean refresh) {
        return switching(
                EnableProfile.Result.CAT_BUSY,
                euicc -> new NamedProfile(euicc, profile).call(name -> new EnableProfile(name, refresh)));
    }

    public synchronized DisableProfile.Result disable(ProfileIdentifier profile, boolean refresh) {
        return switching(
                DisableProfile.Result.CAT_BUSY,
                euicc -> new NamedProfile(euicc, profile).call(name -> new DisableProfile(name, refresh)));
    }

    /// @throws NotConfirmed if the End User does not give Strong Confirmation
    public synchronized DeleteProfile.Result delete(ProfileIdentifier profile, EndUser endUser) {
        return withIsdr(euicc -> {
            var named = new NamedProfile(euicc, profile);
            named.info().ifPresent(info -> requireConfirmation(endUser, "delete the Profile " + title(info)));
            return named.call(DeleteProfile::new);
        });
    }

    /// @throws NotConfirmed if the End User does not give Strong Confirmation
    public synchronized EuiccMemoryReset.Result reset(Set<EuiccMemoryReset.Option> what, EndUser endUser) {
        requireConfirmation(endUser, "reset the eUICC's memory: " + what);
        return switching(EuiccMemoryReset.Result.CAT_BUSY, euicc -> euicc.call(new EuiccMemoryReset(what)));
    }

    private static void requireConfirmation(EndUser endUser, String deed) {
        if (!endUser.reallyWants(deed)) throw new NotConfirmed(deed);
    }

    private static String title(ProfileInfo info) {
        var name = info.nickname().filter(it -> !it.isEmpty()).or(info::profileName);
        return info.iccid().map(Object::toString).orElse("without an ICCID")
                + name.map(it -> " \"" + it + "\"").orElse("");
    }

    /// As [NamedProfile#nickname].
    public synchronized SetNickname.Result nickname(ProfileIdentifier profile, String nickname) {
        return withIsdr(euicc -> new NamedProfile(euicc, profile).nickname(nickname));
    }

    /// @param address empty for none
    public synchronized SetDefaultDpAddress.Result defaultDpAddress(String address) {
        return withIsdr(euicc -> euicc.call(new SetDefaultDpAddress(address)));
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

    /// The certificates the eUICC has signed something with; with an SM-DP+'s address it is made to sign, unless
    /// a package waits to be loaded.
    ///
    /// @throws RuntimeException as [org.esimtestbed.lpa.download.MutualAuthentication#withServer]
    public synchronized EuiccCertificates certificates(Optional<String> smdpAddress) {
        return withIsdr(euicc -> {
            // a session would take away what a package that waits is bound to
            var to = smdpAddress.filter(_ -> !(kept.find().orElse(null) instanceof KeptDownload.Bound));
            return new CertificateLookup(euicc, servers).find(to);
        });
    }

    /// Power-on of the baseband: reads the SIM and attaches.
    public synchronized ServiceState switchOn() {
        return baseband.switchOn();
    }

    /// As [Baseband#typePin].
    public synchronized ServiceState typePin(Pin pin) {
        return baseband.typePin(pin);
    }

    /// As [Baseband#typePuk].
    public synchronized ServiceState typePuk(Puk puk, Pin newPin) {
        return baseband.typePuk(puk, newPin);
    }

    /// A SIM of any operator into the second slot: no LPA asks for it. The device closes the card,
    /// and leaves that network open.
    public synchronized void insertSecond(CardChannel sim, HomeNetwork itsNetwork) {
        secondCard.ifPresent(CardChannel::close);
        secondCard = Optional.of(sim);
        sims.insertSecond(new Baseband(new Terminal(sim, tracer, clock, "Baseband 2"), itsNetwork, tracer, clock));
    }

    /// The same with a SIM of the same operator.
    public synchronized void insertSecond(CardChannel sim) {
        insertSecond(sim, network);
    }

    /// Both slots, and the radio between them.
    public DualSim sims() {
        return sims;
    }

    /// Wi-Fi carries the LPA's traffic as long as it is on; without, it is the SIM's.
    public void wifi(boolean on) {
        servers.bearers().wifi(on);
    }

    public synchronized ServiceState serviceState() {
        return baseband.state();
    }

    // The LPA's channel closes before the baseband obeys: what the card announced is for the baseband to fetch. A card
    // that is busy with a proactive command is asked again once that has been served.
    private <R> R switching(R busy, Function<Isdr, R> operation) {
        var result = withIsdr(operation);
        baseband.serve(lpa.takeProactive());
        for (int attempt = 1; result.equals(busy) && attempt < ATTEMPTS_WHILE_BUSY; attempt++) {
            baseband.poll();
            result = withIsdr(operation);
            baseband.serve(lpa.takeProactive());
        }
        return result;
    }

    private <R> R withIsdr(Function<Isdr, R> operation) {
        try (var euicc =
                Isdr.open(lpa, tracer, clock, settings.segmentSize(), settings.isdrAids(), settings.quirks()::around)) {
            return operation.apply(euicc);
        }
    }

    @Override
    public void close() {
        card.close();
        secondCard.ifPresent(CardChannel::close);
        smds.close();
        servers.close();
        network.close();
    }
}
