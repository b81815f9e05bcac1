package org.esimtestbed.lpa.quirk;

/// One way in which real LPAs differ from the specification. Made anew for each LPA, so it may remember what that has
/// done.
public sealed interface LpaQuirk permits LetterQuirk, DeliveryQuirk, TrustQuirk, CommandQuirk, CardQuirk {}
