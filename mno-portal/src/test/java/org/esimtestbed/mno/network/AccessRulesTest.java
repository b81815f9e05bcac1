package org.esimtestbed.mno.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileClass;
import org.junit.jupiter.api.Test;

/// What each class of Profile may do.
class AccessRulesTest {
    private final AccessRules rules = new AccessRules(List.of("SMDP.example.com:8443"));

    @Test
    void leadsAProvisioningProfileToTheSmDpPlusAndNowhereElse() {
        var rule = rules.of(ProfileClass.PROVISIONING);

        assertThat(rule.admits("smdp.EXAMPLE.com", 8443)).isTrue();
        assertThat(rule.admits("smdp.example.com", 443)).isFalse();
        assertThat(rule.admits("evil-smdp.example.com", 8443)).isFalse();
        assertThat(rule.services()).isEmpty();
    }

    @Test
    void givesAProvisioningProfileItsAccessPointWhateverWasAskedFor() {
        var rule = rules.of(ProfileClass.PROVISIONING);

        assertThat(rule.apn(Optional.empty())).contains("rsp");
        assertThat(rule.apn(Optional.of("internet"))).contains("rsp");
    }

    @Test
    void wantsTheRightAccessPointWhereNothingIsForced() {
        rules.forceProvisioningApn(false);
        var rule = rules.of(ProfileClass.PROVISIONING);

        assertThat(rule.apn(Optional.of("internet"))).isEmpty();
        assertThat(rule.apn(Optional.of("RSP"))).contains("rsp");
        assertThat(rule.apn(Optional.empty())).contains("rsp");
        assertThat(rule.hosts()).isPresent();

        rules.forceProvisioningApn(true);
        assertThat(rules.of(ProfileClass.PROVISIONING).apn(Optional.of("internet")))
                .contains("rsp");
    }

    @Test
    void letsEveryOtherProfileGoEverywhere() {
        for (var profileClass : List.of(ProfileClass.OPERATIONAL, ProfileClass.TEST)) {
            var rule = rules.of(profileClass);

            assertThat(rule.admits("anything.example", 1)).isTrue();
            assertThat(rule.services()).containsExactlyInAnyOrder(AccessRule.Service.values());
            assertThat(rule.apn(Optional.of("internet"))).contains("internet");
            assertThat(rule.apn(Optional.of("elsewhere"))).isEmpty();
        }
    }
}
