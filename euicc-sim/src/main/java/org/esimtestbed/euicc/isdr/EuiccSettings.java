package org.esimtestbed.euicc.isdr;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.EuiccInfo2.RspCapability;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;

/// What kind of eUICC it is: what it says of itself in EUICCInfo1 and 2, and what it can hold.
///
/// @param memory          octets for Profiles
/// @param defaultDpAddress as delivered; empty text for none
/// @param rules           Rules Authorisation Table (SGP.22 §2.9.2)
/// @param isdRAid         what the LPA selects
/// @param ecasdAid        of the domain that holds keys and certificates
public record EuiccSettings(
        Version svn,
        Version profileVersion,
        Version firmwareVersion,
        long memory,
        String defaultDpAddress,
        String rootDsAddress,
        Set<UiccCapability> uiccCapability,
        Set<RspCapability> rspCapability,
        Set<PolicyRule> forbiddenPpr,
        List<GetRat.Rule> rules,
        Optional<Integer> category,
        String sasAccreditation,
        Aid isdRAid,
        Aid ecasdAid) {

    public EuiccSettings {
        uiccCapability = Set.copyOf(uiccCapability);
        rspCapability = Set.copyOf(rspCapability);
        forbiddenPpr = Set.copyOf(forbiddenPpr);
        rules = List.copyOf(rules);
    }

    /// A consumer eUICC of SGP.22 v2.2.2 with half a mebibyte, that lets any operator set PPR1 and PPR2.
    public static EuiccSettings standard() {
        return new EuiccSettings(
                Version.of("2.2.2"),
                Version.of("2.3.1"),
                Version.of("1.0.0"),
                512 * 1024,
                "",
                "",
                EnumSet.of(
                        UiccCapability.USIM,
                        UiccCapability.ISIM,
                        UiccCapability.AKA_MILENAGE,
                        UiccCapability.CSIM,
                        UiccCapability.AKA_TUAK128,
                        UiccCapability.AKA_TUAK256,
                        UiccCapability.USIM_TEST_ALGORITHM,
                        UiccCapability.JAVACARD,
                        UiccCapability.MULTIPLE_USIM,
                        UiccCapability.MULTIPLE_ISIM,
                        UiccCapability.MULTIPLE_CSIM,
                        UiccCapability.BER_TLV_FILES,
                        UiccCapability.DF_LINK,
                        UiccCapability.GET_IDENTITY,
                        UiccCapability.PROFILE_A_X25519,
                        UiccCapability.PROFILE_B_P256),
                EnumSet.of(RspCapability.ADDITIONAL_PROFILE, RspCapability.CRL, RspCapability.TEST_PROFILE),
                Set.of(),
                List.of(new GetRat.Rule(EnumSet.of(PolicyRule.PPR1, PolicyRule.PPR2), List.of(anyOperator()), true)),
                Optional.empty(),
                "esim-testbed",
                Aid.ISD_R,
                Aid.ECASD);
    }

    // mccMnc EEEEEE stands for every operator (SGP.22 §2.9.2.1).
    private static OperatorId anyOperator() {
        return new OperatorId(Bytes.hex("EEEEEE"), Optional.empty(), Optional.empty());
    }

    public EuiccSettings withAddresses(String newDefaultDpAddress, String newRootDsAddress) {
        return new EuiccSettings(
                svn,
                profileVersion,
                firmwareVersion,
                memory,
                newDefaultDpAddress,
                newRootDsAddress,
                uiccCapability,
                rspCapability,
                forbiddenPpr,
                rules,
                category,
                sasAccreditation,
                isdRAid,
                ecasdAid);
    }

    public EuiccSettings withMemory(long octets) {
        return new EuiccSettings(
                svn,
                profileVersion,
                firmwareVersion,
                octets,
                defaultDpAddress,
                rootDsAddress,
                uiccCapability,
                rspCapability,
                forbiddenPpr,
                rules,
                category,
                sasAccreditation,
                isdRAid,
                ecasdAid);
    }

    public EuiccSettings withRspCapability(Set<RspCapability> capabilities) {
        return new EuiccSettings(
                svn,
                profileVersion,
                firmwareVersion,
                memory,
                defaultDpAddress,
                rootDsAddress,
                uiccCapability,
                capabilities,
                forbiddenPpr,
                rules,
                category,
                sasAccreditation,
                isdRAid,
                ecasdAid);
    }
}
