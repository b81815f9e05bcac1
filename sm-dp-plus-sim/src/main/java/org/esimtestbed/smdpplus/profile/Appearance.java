package org.esimtestbed.smdpplus.profile;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;

/// What End User, LPA and eUICC are told of a Profile before it is there (SGP.22 §5.5.3, StoreMetadata).
///
/// @param serviceProviderName at most 32 octets
/// @param profileName         at most 64 octets
/// @param notifications       who is to be told of which events; empty: this server, of all of them
/// @param owner               where the Profile names one; Profile Policy Rules need it
public record Appearance(
        String serviceProviderName,
        String profileName,
        Optional<ProfileMetadata.Icon> icon,
        ProfileClass profileClass,
        List<NotificationConfiguration> notifications,
        Optional<OperatorId> owner,
        Set<PolicyRule> policyRules) {
    private static final int MAX_ICON = 1024;

    /// @throws IllegalArgumentException naming what is longer than §5.5.3 allows
    public Appearance {
        checkOctets("serviceProviderName", serviceProviderName, 32);
        checkOctets("profileName", profileName, 64);
        icon.ifPresent(it -> {
            if (it.image().size() > MAX_ICON) {
                throw new IllegalArgumentException(
                        "icon has " + it.image().size() + " octets, at most 1024 are allowed");
            }
        });
        if (!policyRules.isEmpty() && owner.isEmpty()) {
            throw new IllegalArgumentException("a Profile with policy rules names its owner (SGP.22 §2.9)");
        }
        notifications = List.copyOf(notifications);
        policyRules = Set.copyOf(policyRules);
    }

    public static Appearance plain(String serviceProviderName, String profileName) {
        return new Appearance(
                serviceProviderName,
                profileName,
                Optional.empty(),
                ProfileClass.OPERATIONAL,
                List.of(),
                Optional.empty(),
                Set.of());
    }

    /// @param ownAddress of this server, for a Profile that names nobody else to be told
    public ProfileMetadata metadata(Iccid iccid, String ownAddress) {
        return new ProfileMetadata(
                iccid,
                serviceProviderName,
                profileName,
                icon,
                Optional.of(profileClass),
                notifications.isEmpty()
                        ? List.of(new NotificationConfiguration(EnumSet.allOf(NotificationEvent.class), ownAddress))
                        : notifications,
                owner,
                policyRules);
    }

    private static void checkOctets(String what, String text, int max) {
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        if (octets > max) {
            throw new IllegalArgumentException(what + " has " + octets + " octets, at most " + max + " are allowed");
        }
    }
}
