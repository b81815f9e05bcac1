package org.esimtestbed.bench.card;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;

/// The life of a Profile over and over, every function of ES10 in it, on one card.
final class Es10Times {
    private final Maker maker;
    private final EuiccIdentity identity;
    private final Reader reader;
    private final Installer installer;

    Es10Times(Maker maker) {
        this.maker = maker;
        this.identity = maker.identity(1);
        this.reader = new Reader(maker.card(identity, CardStore.inMemory()));
        this.installer = new Installer(maker);
    }

    /// Microseconds of each function.
    Map<String, Percentiles> measure(int warmUp, int rounds) {
        for (int i = 0; i < warmUp; i++) life();
        reader.clear();
        for (int i = 0; i < rounds; i++) life();
        return reader.times();
    }

    private void life() {
        reader.call(new GetEuiccInfo1());
        reader.call(new GetEuiccInfo2());
        reader.call(new GetEid());
        reader.call(new GetRat());
        reader.call(new SetDefaultDpAddress("smdp.example.com"));
        reader.call(new GetEuiccConfiguredAddresses());
        var transactionId = installer.authenticate(reader);
        reader.call(new CancelSession(transactionId, CancelSessionReason.POSTPONED));
        var iccid = new ProfileIdentifier.ByIccid(installer.install(reader, identity));
        reader.call(new GetProfilesInfo());
        reader.call(new SetNickname(iccid.iccid(), "Work"));
        reader.call(new EnableProfile(iccid, false));
        reader.call(new DisableProfile(iccid, false));
        reader.call(new DeleteProfile(iccid));
        for (var notification : reader.call(new ListNotification(Optional.empty()))) {
            reader.call(new RetrieveNotificationsList(
                    Optional.of(new RetrieveNotificationsList.BySeqNumber(notification.seqNumber()))));
            reader.call(new RemoveNotificationFromList(notification.seqNumber()));
        }
        reader.call(new EuiccMemoryReset(Set.of(EuiccMemoryReset.Option.RESET_DEFAULT_SMDP_ADDRESS)));
    }

    /// Card time of one installation, from GetEuiccChallenge to ProfileInstallationResult: microseconds on average.
    double installation(int warmUp, int rounds) {
        installations(warmUp);
        return installations(rounds);
    }

    private double installations(int rounds) {
        double micros = 0;
        for (int i = 0; i < rounds; i++) {
            reader.clear();
            var iccid = installer.install(reader, identity);
            for (var one : reader.times().values()) micros += one.p50();
            reader.call(new DeleteProfile(new ProfileIdentifier.ByIccid(iccid)));
            for (var notification : reader.call(new ListNotification(Optional.empty()))) {
                reader.call(new RemoveNotificationFromList(notification.seqNumber()));
            }
        }
        reader.clear();
        return micros / rounds;
    }

    /// What the cryptography of one such installation costs the card if it does nothing else, in microseconds.
    double floor(int warmUp, int rounds) {
        var floor = new InstallationFloor(
                maker.crypto(), installer.profile().encode().size());
        floor.measure(warmUp);
        return floor.measure(rounds);
    }
}
