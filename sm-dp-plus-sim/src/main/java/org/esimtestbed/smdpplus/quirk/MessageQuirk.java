package org.esimtestbed.smdpplus.quirk;

/// Bends what a function of ES9+ says or does, whatever binding it was asked in: see [QuirkyEs9Plus].
public sealed interface MessageQuirk extends Quirk
        permits RefusalQuirk, AuthenticationQuirk, OfferQuirk, MetadataQuirk, PackageQuirk, SettlementQuirk {}
