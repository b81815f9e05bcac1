package org.esimtestbed.mno.es2plus;

import java.util.Optional;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.mno.subscription.Subscription.Algorithm;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.es2plus.ReleaseProfile;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;

/// From a new subscriber to an Activation Code (SGP.22 §3.1.1): downloadOrder, confirmOrder, releaseProfile.
public final class Ordering {
    private final Subscriptions subscriptions;
    private final Es2Plus smdp;

    public Ordering(Subscriptions subscriptions, Es2Plus smdp) {
        this.subscriptions = subscriptions;
        this.smdp = smdp;
    }

    /// @param eid              the eUICC the Profile is for; absent: whoever scans the code first
    /// @param confirmationCode what the End User will be asked for
    /// @param testKey          K of a profile type that authenticates by the test algorithm
    /// @param release          false leaves the order Confirmed
    /// @param smdsAddress      where the SM-DP+ is to register an event, by ES12
    /// @param profileClass     of the profile type, which ES2+ does not tell
    public record Wish(
            String profileType,
            Optional<Eid> eid,
            Optional<String> matchingId,
            Optional<String> confirmationCode,
            Optional<Bytes> testKey,
            boolean release,
            Optional<String> smdsAddress,
            ProfileClass profileClass) {
        @Override
        public String toString() {
            return "Wish[profileType=" + profileType + "]";
        }
    }

    /// @throws FunctionRefused     if the SM-DP+ refuses one of the three
    /// @throws SmDpPlusUnreachable if it cannot be reached
    public Subscription order(Wish wish) {
        var subscription = subscriptions.create(wish.profileType(), wish.profileClass(), wish.testKey());
        var iccid = subscription.iccid();
        try {
            smdp.downloadOrder(new DownloadOrder.Request( // §5.3.1
                    wish.eid(),
                    Optional.of(iccid),
                    Optional.of(wish.profileType()),
                    Optional.of(personalisation(subscription))));
        } catch (FunctionRefused refused) {
            subscriptions.forget(iccid); // nobody can ever use it
            throw refused;
        }
        var confirmed = smdp.confirmOrder(new ConfirmOrder.Request( // §5.3.2
                iccid, wish.eid(), wish.matchingId(), wish.confirmationCode(), wish.smdsAddress(), false));
        if (wish.release()) smdp.releaseProfile(new ReleaseProfile.Request(iccid)); // §5.3.4
        var address = confirmed
                .smdpAddress()
                .orElseThrow(() -> new SmDpPlusUnreachable("the SM-DP+ names no address for the Activation Code"));
        var code = new ActivationCode(
                address,
                confirmed.matchingId(),
                Optional.empty(),
                wish.confirmationCode().isPresent());
        subscriptions.released(iccid, code.toString());
        return subscriptions.find(iccid).orElseThrow();
    }

    private static Personalisation personalisation(Subscription subscription) {
        boolean milenage = subscription.algorithm() == Algorithm.MILENAGE;
        return new Personalisation(
                subscription.imsi().digits(),
                Optional.of(subscription.msisdn()),
                Optional.of(subscription.k()).filter(_ -> milenage).map(Bytes::hex),
                Optional.of(subscription.opc()).filter(_ -> milenage).map(Bytes::hex),
                Optional.of(subscription.pin1()),
                Optional.of(subscription.puk1()),
                Optional.of(subscription.adm1()));
    }
}
