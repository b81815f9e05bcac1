package org.esimtestbed.smdpplus.quirk;

import java.util.List;
import java.util.Optional;

/// Every quirk there is, in the order of what it bends: the connection, the wire, refusals, the two answers that
/// authenticate,
/// metadata, package, what comes after.
public final class QuirkCatalogue {
    public static final List<QuirkKind> ALL = List.of(
            TlsQuirk.TlsCertificate.KIND,
            WireQuirk.LowerCaseTransactionId.KIND,
            WireQuirk.NotificationAnswer.KIND,
            WireQuirk.AdminProtocol.KIND,
            WireQuirk.UnpaddedBase64.KIND,
            WireQuirk.MisspeltKey.KIND,
            WireQuirk.ExtraMembers.KIND,
            WireQuirk.Asn1OkTag.KIND,
            RefusalQuirk.RefuseWith.KIND,
            RefusalQuirk.CaseSensitiveAddress.KIND,
            RefusalQuirk.NoCommonCi.KIND,
            RefusalQuirk.NoNewBinding.KIND,
            RefusalQuirk.RetryLimit.KIND,
            RefusalQuirk.FutureFieldsRefused.KIND,
            AuthenticationQuirk.BadServerSignature.KIND,
            AuthenticationQuirk.WrongServerAddress.KIND,
            AuthenticationQuirk.WrongEuiccChallenge.KIND,
            AuthenticationQuirk.WrongTransactionId.KIND,
            AuthenticationQuirk.UnknownCi.KIND,
            AuthenticationQuirk.ServerCertificate.KIND,
            OfferQuirk.BadSmdpSignature.KIND,
            OfferQuirk.SignatureScope.KIND,
            OfferQuirk.WrongSigned2TransactionId.KIND,
            OfferQuirk.ConfirmationCodeFlag.KIND,
            OfferQuirk.PackageCertificate.KIND,
            MetadataQuirk.IccidInReadingOrder.KIND,
            MetadataQuirk.NoProfileClass.KIND,
            MetadataQuirk.MinimalMetadata.KIND,
            MetadataQuirk.NotificationBits.KIND,
            MetadataQuirk.PaddedAddress.KIND,
            MetadataQuirk.PaddedIntegers.KIND,
            MetadataQuirk.EmptyIcon.KIND,
            MetadataQuirk.LongLengths.KIND,
            PackageQuirk.BadPackageSignature.KIND,
            PackageQuirk.WrongPackageTransactionId.KIND,
            PackageQuirk.WrongRemoteOperation.KIND,
            PackageQuirk.ControlReference.KIND,
            PackageQuirk.BadOneTimeKey.KIND,
            PackageQuirk.EidAsDigits.KIND,
            PackageQuirk.IcvFromChain.KIND,
            PackageQuirk.MacedUncounted.KIND,
            PackageQuirk.BlockSize.KIND,
            PackageQuirk.BadMac.KIND,
            SettlementQuirk.ForgetNotifications.KIND,
            SettlementQuirk.StrandedOrders.KIND);

    private QuirkCatalogue() {}

    public static Optional<QuirkKind> named(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
