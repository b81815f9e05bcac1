package org.esimtestbed.mno.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the network lets a subscriber do.
///
/// @param services  what is subscribed beside packet data
/// @param forcedApn the access point every PDN connection gets, whatever the device asks for
/// @param apns      where nothing is forced: the access points a device may ask for, the default one first
/// @param hosts     `host:port` in lower case that may be reached; absent: everything
public record AccessRule(
        Set<Service> services, Optional<String> forcedApn, List<String> apns, Optional<Set<String>> hosts) {
    /// What a subscriber may have beside packet data.
    public enum Service {
        VOICE,
        SMS
    }

    public AccessRule {
        if (apns.isEmpty()) throw new IllegalArgumentException("a rule has a default access point");
        services = Set.copyOf(services);
        apns = List.copyOf(apns);
        hosts = hosts.map(Set::copyOf);
    }

    /// @param asked by the device; absent: it has no wish
    /// @return the access point it gets; empty: it asked for one that is unknown
    Optional<String> apn(Optional<String> asked) {
        if (forcedApn.isPresent()) return forcedApn;
        if (asked.isEmpty()) return Optional.of(apns.getFirst());
        // an APN compares without case, as a label of DNS does (TS 23.003 §9.1)
        return apns.stream().filter(asked.get()::equalsIgnoreCase).findFirst();
    }

    boolean admits(String host, int port) {
        return hosts.isEmpty() || hosts.get().contains(host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    AccessRule forcing(Optional<String> apn) {
        return new AccessRule(services, apn, apns, hosts);
    }
}
