package org.esimtestbed.profilepackage.element;

import java.util.Map;
import java.util.Set;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;

/// The one table from a service a profile header may mandate (ServicesList) to the capability by which a card
/// announces it (UICCCapability). A card accepts what it announces and nothing else; a server offers it nothing else.
public final class MandatoryService {
    private static final Map<String, UiccCapability> CAPABILITIES = Map.ofEntries(
            Map.entry("contactless", UiccCapability.CONTACTLESS),
            Map.entry("usim", UiccCapability.USIM),
            Map.entry("isim", UiccCapability.ISIM),
            Map.entry("csim", UiccCapability.CSIM),
            Map.entry("milenage", UiccCapability.AKA_MILENAGE),
            Map.entry("tuak128", UiccCapability.AKA_TUAK128),
            Map.entry("cave", UiccCapability.AKA_CAVE),
            Map.entry("gba-usim", UiccCapability.GBA_USIM),
            Map.entry("gba-isim", UiccCapability.GBA_ISIM),
            Map.entry("mbms", UiccCapability.MBMS_USIM),
            Map.entry("eap", UiccCapability.EAP_CLIENT),
            Map.entry("javacard", UiccCapability.JAVACARD),
            Map.entry("multos", UiccCapability.MULTOS),
            Map.entry("multiple-usim", UiccCapability.MULTIPLE_USIM),
            Map.entry("multiple-isim", UiccCapability.MULTIPLE_ISIM),
            Map.entry("multiple-csim", UiccCapability.MULTIPLE_CSIM),
            Map.entry("tuak256", UiccCapability.AKA_TUAK256),
            Map.entry("usim-test-algorithm", UiccCapability.USIM_TEST_ALGORITHM),
            Map.entry("ber-tlv", UiccCapability.BER_TLV_FILES),
            Map.entry("dfLink", UiccCapability.DF_LINK),
            Map.entry("cat-tp", UiccCapability.CAT_TP),
            Map.entry("get-identity", UiccCapability.GET_IDENTITY),
            Map.entry("profile-a-x25519", UiccCapability.PROFILE_A_X25519),
            Map.entry("profile-b-p256", UiccCapability.PROFILE_B_P256),
            Map.entry("suciCalculatorApi", UiccCapability.SUCI_CALCULATOR_API),
            Map.entry("dns-resolution", UiccCapability.DNS_RESOLUTION),
            Map.entry("scp11ac", UiccCapability.SCP11AC),
            Map.entry("scp11c-authorization-mechanism", UiccCapability.SCP11C_AUTHORIZATION_MECHANISM),
            Map.entry("s16mode", UiccCapability.S16MODE),
            Map.entry("eaka", UiccCapability.EAKA));

    private MandatoryService() {}

    /// Whether a card with these capabilities is bound to lack a service. One that announces nothing at all does not
    /// tell, and one that announces nothing newer than the first edition of the list (up to multiple-csim) may know
    /// nothing of the bits that came later.
    public static boolean isLacking(String service, Set<UiccCapability> capabilities) {
        if (capabilities.isEmpty() || isOffered(service, capabilities)) return false;
        var capability = CAPABILITIES.get(service);
        return capability == null
                || capability.compareTo(UiccCapability.MULTIPLE_CSIM) <= 0
                || capabilities.stream().anyMatch(it -> it.compareTo(UiccCapability.MULTIPLE_CSIM) > 0);
    }

    /// Whether a card with these capabilities carries out the service of that name; an unknown name never.
    public static boolean isOffered(String service, Set<UiccCapability> capabilities) {
        var capability = CAPABILITIES.get(service);
        return capability != null && capabilities.contains(capability);
    }
}
