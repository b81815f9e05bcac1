package org.esimtestbed.euicc.install;

import java.util.Set;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.uicc.Naa;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.EuiccInfo2.RspCapability;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the eUICC checks of StoreMetadata (SGP.22 §5.5.3), in this order.
record MetadataCheck(EuiccSettings settings, CardState state) {

    void check(ProfileMetadata metadata) throws InstallationFailed {
        if (state.profile(metadata.iccid()).isPresent()) {
            throw new InstallationFailed(
                    ErrorReason.ICCID_ALREADY_EXISTS, "ICCID " + metadata.iccid() + " is installed already");
        }
        boolean isTest =
                metadata.profileClass().filter(ProfileClass.TEST::equals).isPresent();
        if (isTest && !settings.rspCapability().contains(RspCapability.TEST_PROFILE)) {
            throw new InstallationFailed(ErrorReason.UNSUPPORTED_PROFILE_CLASS, "test profiles are not supported");
        }
        var rules = metadata.policyRules();
        for (var rule : Set.of(PolicyRule.PPR1, PolicyRule.PPR2)) {
            if (rules.contains(rule) && !isAllowed(rule, metadata)) {
                throw new InstallationFailed(
                        ErrorReason.PPR_NOT_ALLOWED, rule + " is not authorised for this operator");
            }
        }
        // PPR1 would lock the End User in with a Profile installed besides others (§2.9.3.1)
        boolean others = state.profiles().stream()
                .anyMatch(it ->
                        it.metadata().profileClass().orElse(ProfileClass.OPERATIONAL) == ProfileClass.OPERATIONAL);
        if (rules.contains(PolicyRule.PPR1) && others) {
            throw new InstallationFailed(
                    ErrorReason.PPR_NOT_ALLOWED, "PPR1 beside an operational profile that is installed");
        }
    }

    /// A Test Profile must not serve as an operational one (§2.4.5.3): its applications authenticate by the algorithm
    /// of 3GPP TS 34.108, or by a key of which all but the last two octets are zero.
    void checkKeys(ProfileMetadata metadata, ProfileContent content) throws InstallationFailed {
        if (metadata.profileClass().filter(ProfileClass.TEST::equals).isEmpty()) return;
        for (var naa : content.naas()) {
            var k = naa.key().k();
            boolean isTestKey = naa.key().algorithm() == Naa.Algorithm.TEST
                    || k.first(k.size() - 2).equals(Bytes.repeat(0, k.size() - 2));
            if (!isTestKey) {
                throw new InstallationFailed(
                        ErrorReason.INVALID_NAA_KEY, "a test profile with the key of an operational one");
            }
        }
    }

    private boolean isAllowed(PolicyRule rule, ProfileMetadata metadata) {
        if (settings.forbiddenPpr().contains(rule)) return false;
        var owner = metadata.owner();
        return owner.isPresent()
                && settings.rules().stream()
                        .anyMatch(row -> row.policyRules().contains(rule) && row.allows(owner.get()));
    }
}
