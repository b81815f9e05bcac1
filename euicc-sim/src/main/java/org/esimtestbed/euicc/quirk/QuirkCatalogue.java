package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Optional;

/// Every quirk there is, in the order of what it bends: profile package, installation, ES10, the wire.
public final class QuirkCatalogue {
    public static final List<QuirkKind> ALL = List.of(
            ExplicitPinContext.KIND,
            RejectTemplates.KIND,
            RejectTemplateOverrides.KIND,
            RequireOptional.KIND,
            FileSizeOctets.KIND,
            HalfDefinedFiles.KIND,
            FillPattern.KIND,
            RequirePinStatusTemplate.KIND,
            MissingFileDescriptor.KIND,
            UnsupportedServiceStatus.KIND,
            UnusedMandatoryServices.KIND,
            NoSimaResponse.KIND,
            ChecksHeaderIccid.KIND,
            RequireIcon.KIND,
            ReportedMemory.KIND,
            RemembersDeletedIccids.KIND,
            BrickAfterInterruptions.KIND,
            FailAtSegment.KIND,
            BlockNumbersUnchecked.KIND,
            StrictSegmentation.KIND,
            SessionLostOnChannelClose.KIND,
            SelectResponse.KIND,
            LeZero.KIND,
            ChecksumErrors.KIND,
            MaximumLc.KIND,
            EnableAccepts.KIND,
            CatBusy.KIND,
            InvisibleWithoutProfile.KIND,
            FallbackOnReset.KIND,
            LegacyCriteria.KIND,
            ProfilesInfoShape.KIND,
            FirstSequenceNumber.KIND,
            NotificationsLimit.KIND,
            EventBits.KIND,
            LongLengths.KIND,
            RawSvn.KIND,
            KeyIdentifierLength.KIND,
            Info2Fields.KIND,
            NoChannels.KIND,
            MaximumChannels.KIND,
            FirstChannel.KIND,
            RequireTerminalCapability.KIND,
            EidUnavailable.KIND);

    private QuirkCatalogue() {}

    public static Optional<QuirkKind> named(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
