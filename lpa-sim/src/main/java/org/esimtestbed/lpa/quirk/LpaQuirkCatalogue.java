package org.esimtestbed.lpa.quirk;

import java.util.List;
import java.util.Optional;

/// Every quirk there is, in the order of what it bends: requests as they are written, when they are sent, TLS, ES10,
/// the card.
public final class LpaQuirkCatalogue {
    public static final List<LpaQuirkKind> ALL = List.of(
            LetterQuirk.LowerCaseTransactionId.KIND,
            LetterQuirk.RequestHeader.KIND,
            LetterQuirk.ExtraMembers.KIND,
            LetterQuirk.Headers.KIND,
            LetterQuirk.UnpaddedBase64.KIND,
            LetterQuirk.EuiccInfoForm.KIND,
            LetterQuirk.OkTag.KIND,
            LetterQuirk.ForgedResult.KIND,
            LetterQuirk.DefaultAddress.KIND,
            LetterQuirk.AddressAsUrl.KIND,
            DeliveryQuirk.CancelSessionWrong.KIND,
            DeliveryQuirk.NotificationsDropped.KIND,
            DeliveryQuirk.NotificationsTwice.KIND,
            DeliveryQuirk.NotificationsOutOfOrder.KIND,
            DeliveryQuirk.SessionAbandoned.KIND,
            DeliveryQuirk.EveryRequestTwice.KIND,
            TrustQuirk.TlsTrust.KIND,
            RequestQuirk.MatchingId.KIND,
            RequestQuirk.DeviceInfoWrong.KIND,
            RequestQuirk.ConfirmationCodeHash.KIND,
            RequestQuirk.CancelReason.KIND,
            RequestQuirk.UnwrappedChoice.KIND,
            RequestQuirk.ShortIccid.KIND,
            RequestQuirk.LongLengths.KIND,
            RequestQuirk.PaddedIntegers.KIND,
            RequestQuirk.NoRefresh.KIND,
            AnswerQuirk.NotificationsKept.KIND,
            AnswerQuirk.NoDiscovery.KIND,
            AnswerQuirk.ChallengeReused.KIND,
            AnswerQuirk.OldSvn.KIND,
            AnswerQuirk.Unpacked.KIND,
            AnswerQuirk.PolicyUnchecked.KIND,
            SegmentQuirk.Segmentation.KIND,
            SegmentQuirk.KeepsLoading.KIND,
            CardQuirk.RunningBlockNumber.KIND,
            CardQuirk.ChannelLeaked.KIND,
            CardQuirk.NoTerminalCapability.KIND,
            CardQuirk.ChannelCoding.KIND,
            CardQuirk.ChannelEachSegment.KIND);

    private LpaQuirkCatalogue() {}

    /// @param text `name` or `name=parameter`
    static LpaQuirk make(String text) {
        int equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        return ALL.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the LPA has no quirk " + name + ": see testbed lpa quirks"))
                .make(equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
    }
}
