package org.esimtestbed.console.ecosystem;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;

/// What kind of ecosystem to start.
///
/// @param folder   where PKI, databases and cards live
/// @param profiles the types the SM-DP+ offers
/// @param euicc    what kind of card the cards are
public record EcosystemSettings(
        Path folder,
        Ports ports,
        List<ChosenProfile> profiles,
        Personality euicc,
        Crypto crypto,
        InstantSource clock,
        Tracer tracer) {
    public EcosystemSettings {
        profiles = List.copyOf(profiles);
    }
}
