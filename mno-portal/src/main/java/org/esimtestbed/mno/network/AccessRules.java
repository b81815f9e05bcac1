package org.esimtestbed.mno.network;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.esimtestbed.mno.network.AccessRule.Service;
import org.esimtestbed.rsp.data.ProfileClass;

/// Which rule a subscriber is under: a provisioning Profile leads to the SM-DP+ and nowhere else, every other one
/// everywhere.
public final class AccessRules {
    /// Where a provisioning Profile leads.
    public static final String PROVISIONING_APN = "rsp";

    /// Where every other one leads.
    public static final String OPEN_APN = "internet";

    private final AccessRule open =
            new AccessRule(EnumSet.allOf(Service.class), Optional.empty(), List.of(OPEN_APN), Optional.empty());
    private volatile AccessRule provisioning;

    /// @param rspServers `host:port` of SM-DP+s and SM-DSs
    public AccessRules(List<String> rspServers) {
        var hosts = new TreeSet<String>();
        rspServers.forEach(it -> hosts.add(it.toLowerCase(Locale.ROOT)));
        provisioning =
                new AccessRule(Set.of(), Optional.of(PROVISIONING_APN), List.of(PROVISIONING_APN), Optional.of(hosts));
    }

    AccessRule of(ProfileClass profileClass) {
        return profileClass == ProfileClass.PROVISIONING ? provisioning : open;
    }

    /// Whether from now on the network gives provisioning Profiles their access point whatever the device asks for.
    public void forceProvisioningApn(boolean forced) {
        provisioning = provisioning.forcing(forced ? Optional.of(PROVISIONING_APN) : Optional.empty());
    }
}
