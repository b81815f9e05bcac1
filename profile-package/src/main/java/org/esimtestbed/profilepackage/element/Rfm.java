package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-RFM: a remote file management application (ETSI TS 102 226 §8).
///
/// @param tars 3 octets each
/// @param adf  the ADF selected by default within a script; none for the MF
public record Rfm(
        Bytes instanceAid,
        Optional<Bytes> securityDomainAid,
        List<Bytes> tars,
        Bytes minimumSecurityLevel,
        Bytes uiccAccessDomain,
        Bytes uiccAdminAccessDomain,
        Optional<AdfAccess> adf) {

    public record AdfAccess(Bytes aid, Bytes accessDomain, Bytes adminAccessDomain) {}

    public static Rfm of(ProfileElement element) {
        var value = element.value();
        return new Rfm(
                element.octets("instanceAID"),
                octetsOf(value, "securityDomainAID"),
                listOf(value, "tarList", tar -> ((Value.Octets) tar).octets()),
                element.octets("minimumSecurityLevel"),
                element.octets("uiccAccessDomain"),
                element.octets("uiccAdminAccessDomain"),
                value.find("adfRFMAccess")
                        .map(adf -> new AdfAccess(
                                octetsOf(adf, "adfAID").orElse(Bytes.EMPTY),
                                octetsOf(adf, "adfAccessDomain").orElse(Bytes.EMPTY),
                                octetsOf(adf, "adfAdminAccessDomain").orElse(Bytes.EMPTY))));
    }
}
