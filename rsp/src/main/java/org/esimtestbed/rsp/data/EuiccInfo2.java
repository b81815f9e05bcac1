package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// EUICCInfo2 (SGP.22 §5.7.8), tag BF22: what a server may choose a Profile by.
///
/// @param profileVersion       version of the TCA profile package specification
/// @param svn                  SGP.22 version
/// @param extCardResource      installed applications and free memory; [CardResource#NOT_TOLD] if it cannot be read
/// @param forbiddenPpr         Profile Policy Rules this eUICC never accepts
/// @param sasAccreditation     at most 64 characters, may be empty
public record EuiccInfo2(
        Version profileVersion,
        Version svn,
        Version firmwareVersion,
        CardResource extCardResource,
        Set<UiccCapability> uiccCapability,
        Optional<Version> javaCardVersion,
        Optional<Version> globalPlatformVersion,
        Set<RspCapability> rspCapability,
        List<Bytes> ciKeysVerification,
        List<Bytes> ciKeysSigning,
        Optional<Integer> category,
        Set<PolicyRule> forbiddenPpr,
        Version protectionProfileVersion,
        String sasAccreditation) {

    /// UICCCapability: SGP.22 Annex H, and the bits TCA profile package 3.3.1 Annex A has added since.
    public enum UiccCapability {
        CONTACTLESS,
        USIM,
        ISIM,
        CSIM,
        AKA_MILENAGE,
        AKA_CAVE,
        AKA_TUAK128,
        AKA_TUAK256,
        USIM_TEST_ALGORITHM,
        RFU2,
        GBA_USIM,
        GBA_ISIM,
        MBMS_USIM,
        EAP_CLIENT,
        JAVACARD,
        MULTOS,
        MULTIPLE_USIM,
        MULTIPLE_ISIM,
        MULTIPLE_CSIM,
        BER_TLV_FILES,
        DF_LINK,
        CAT_TP,
        GET_IDENTITY,
        PROFILE_A_X25519,
        PROFILE_B_P256,
        SUCI_CALCULATOR_API,
        DNS_RESOLUTION,
        SCP11AC,
        SCP11C_AUTHORIZATION_MECHANISM,
        S16MODE,
        EAKA,
        IOT_MINIMAL
    }

    public enum RspCapability {
        ADDITIONAL_PROFILE,
        CRL,
        RPM,
        TEST_PROFILE,
        DEVICE_INFO_EXTENSIBILITY,
        SERVICE_SPECIFIC_DATA
    }

    public EuiccInfo2 {
        uiccCapability = Set.copyOf(uiccCapability);
        rspCapability = Set.copyOf(rspCapability);
        ciKeysVerification = List.copyOf(ciKeysVerification);
        ciKeysSigning = List.copyOf(ciKeysSigning);
        forbiddenPpr = Set.copyOf(forbiddenPpr);
    }

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0x81, profileVersion.bytes()));
        members.add(Tlv.of(0x82, svn.bytes()));
        members.add(Tlv.of(0x83, firmwareVersion.bytes()));
        members.add(Tlv.of(0x84, extCardResource.encode()));
        members.add(NamedBits.encode(0x85, uiccCapability));
        javaCardVersion.ifPresent(version -> members.add(Tlv.of(0x86, version.bytes())));
        globalPlatformVersion.ifPresent(version -> members.add(Tlv.of(0x87, version.bytes())));
        members.add(NamedBits.encode(0x88, rspCapability));
        members.add(KeyIdentifiers.encode(0xA9, ciKeysVerification));
        members.add(KeyIdentifiers.encode(0xAA, ciKeysSigning));
        category.ifPresent(number -> members.add(Tlv.number(0x8B, number)));
        if (!forbiddenPpr.isEmpty()) members.add(NamedBits.encode(0x99, forbiddenPpr));
        members.add(Tlv.of(Tags.OCTET_STRING, protectionProfileVersion.bytes()));
        members.add(Tlv.text(Tags.UTF8_STRING, sasAccreditation));
        return Tlv.of(Tags.EUICC_INFO_2, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static EuiccInfo2 of(Tlv tlv) {
        tlv.expect(Tags.EUICC_INFO_2);
        return new EuiccInfo2(
                version(tlv.child(0x81, "profileVersion")),
                version(tlv.child(0x82, "svn")),
                version(tlv.child(0x83, "euiccFirmwareVer")),
                resource(tlv.child(0x84, "extCardResource")),
                NamedBits.decode(tlv.child(0x85, "uiccCapability"), UiccCapability.class),
                tlv.find(0x86).map(EuiccInfo2::version),
                tlv.find(0x87).map(EuiccInfo2::version),
                NamedBits.decode(tlv.child(0x88, "rspCapability"), RspCapability.class),
                KeyIdentifiers.of(tlv.child(0xA9, "euiccCiPKIdListForVerification")),
                KeyIdentifiers.of(tlv.child(0xAA, "euiccCiPKIdListForSigning")),
                tlv.find(0x8B).map(Tlv::asInt),
                tlv.find(0x99)
                        .map(bits -> NamedBits.decode(bits, PolicyRule.class))
                        .orElse(Set.of()),
                version(tlv.child(Tags.OCTET_STRING, "ppVersion")),
                tlv.child(Tags.UTF8_STRING, "sasAcreditationNumber").asText());
    }

    // The octet string is another specification's; cards are known that put something else there.
    private static CardResource resource(Tlv tlv) {
        try {
            return CardResource.of(tlv);
        } catch (MalformedTlv notTold) {
            return CardResource.NOT_TOLD;
        }
    }

    private static Version version(Tlv tlv) {
        return Version.of(tlv.sized(3));
    }
}
