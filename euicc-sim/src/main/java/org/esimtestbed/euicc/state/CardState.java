package org.esimtestbed.euicc.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;

/// All that one card holds for good. Immutable.
///
/// @param profiles           in the order of their installation; at most one is enabled
/// @param defaultDpAddress   empty text for none
/// @param nextSequenceNumber of the next notification; counts over the whole eUICC and is never used twice
/// @param notifications      oldest first, until the LPA removes them
/// @param prepared           the download whose package has not come yet
/// @param interruptions      how many installations a reset or a loss of power has ended
/// @param revoked            what the CRLs it has loaded revoke
public record CardState(
        List<InstalledProfile> profiles,
        String defaultDpAddress,
        long nextSequenceNumber,
        List<StoredNotification> notifications,
        Optional<PreparedDownload> prepared,
        int interruptions,
        RevokedCertificates revoked) {

    // Any number may be the first (SGP.22 §3.5); clients that take 0 for none are spared it.
    private static final long FIRST_SEQUENCE_NUMBER = 1;

    /// @throws IllegalArgumentException if two profiles are enabled
    public CardState {
        profiles = List.copyOf(profiles);
        notifications = List.copyOf(notifications);
        if (profiles.stream().filter(InstalledProfile::isEnabled).count() > 1) {
            throw new IllegalArgumentException("more than one profile is enabled");
        }
    }

    public static CardState fresh(String defaultDpAddress) {
        return new CardState(
                List.of(),
                defaultDpAddress,
                FIRST_SEQUENCE_NUMBER,
                List.of(),
                Optional.empty(),
                0,
                RevokedCertificates.NONE);
    }

    public Optional<InstalledProfile> enabled() {
        return profiles.stream().filter(InstalledProfile::isEnabled).findFirst();
    }

    public Optional<InstalledProfile> profile(Aid isdpAid) {
        return profiles.stream().filter(it -> it.isdpAid().equals(isdpAid)).findFirst();
    }

    public Optional<InstalledProfile> profile(Iccid iccid) {
        return profiles.stream().filter(it -> it.iccid().equals(iccid)).findFirst();
    }

    /// The lowest AID of the range SGP.22 §2.4.3 gives to ISD-Ps that no Profile has.
    public Aid freeIsdpAid() {
        int number = 0;
        while (profile(Aid.isdP(number)).isPresent()) number++;
        return Aid.isdP(number);
    }

    /// With that Profile in the place of the one with the same ISD-P, or added.
    public CardState with(InstalledProfile profile) {
        var copy = new ArrayList<>(profiles);
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i).isdpAid().equals(profile.isdpAid())) {
                copy.set(i, profile);
                return withProfiles(copy);
            }
        }
        copy.add(profile);
        return withProfiles(copy);
    }

    public CardState without(InstalledProfile profile) {
        return withProfiles(profiles.stream()
                .filter(it -> !it.isdpAid().equals(profile.isdpAid()))
                .toList());
    }

    /// With that Profile enabled, and any other disabled.
    public CardState enabling(InstalledProfile profile) {
        return withProfiles(profiles.stream()
                .map(it ->
                        it.with(it.isdpAid().equals(profile.isdpAid()) ? ProfileState.ENABLED : ProfileState.DISABLED))
                .toList());
    }

    public CardState withProfiles(List<InstalledProfile> newProfiles) {
        return new CardState(
                newProfiles, defaultDpAddress, nextSequenceNumber, notifications, prepared, interruptions, revoked);
    }

    public CardState withDefaultDpAddress(String address) {
        return new CardState(profiles, address, nextSequenceNumber, notifications, prepared, interruptions, revoked);
    }

    /// With one more notification, which used up the next sequence number.
    public CardState with(StoredNotification notification) {
        var copy = new ArrayList<>(notifications);
        copy.add(notification);
        return new CardState(
                profiles, defaultDpAddress, nextSequenceNumber + 1, copy, prepared, interruptions, revoked);
    }

    public CardState withNotifications(List<StoredNotification> left) {
        return new CardState(profiles, defaultDpAddress, nextSequenceNumber, left, prepared, interruptions, revoked);
    }

    public CardState withNextSequenceNumber(long number) {
        return new CardState(profiles, defaultDpAddress, number, notifications, prepared, interruptions, revoked);
    }

    /// With one more installation that ended before its time.
    public CardState interrupted() {
        return new CardState(
                profiles, defaultDpAddress, nextSequenceNumber, notifications, prepared, interruptions + 1, revoked);
    }

    public CardState with(RevokedCertificates newRevoked) {
        return new CardState(
                profiles, defaultDpAddress, nextSequenceNumber, notifications, prepared, interruptions, newRevoked);
    }

    public CardState with(Optional<PreparedDownload> download) {
        return new CardState(
                profiles, defaultDpAddress, nextSequenceNumber, notifications, download, interruptions, revoked);
    }
}
