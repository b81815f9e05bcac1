package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// An application or security domain to be installed (GlobalPlatform INSTALL [for install] parameters).
///
/// @param lifeCycleState           1 octet, 07 selectable where absent
/// @param applicationSpecificParameters the value of tag C9
/// @param systemSpecificParameters the data objects of tag EF, in order
/// @param toolkitParameters        the data objects of tag EA (ETSI TS 102 226 §8.2.1.3.2.2.1)
/// @param processData              APDU data the application gets, in order
public record ApplicationInstance(
        Bytes loadPackageAid,
        Bytes classAid,
        Bytes instanceAid,
        Optional<Bytes> extraditeSecurityDomainAid,
        Bytes privileges,
        int lifeCycleState,
        Bytes applicationSpecificParameters,
        Optional<Bytes> systemSpecificParameters,
        Optional<Bytes> toolkitParameters,
        List<Bytes> processData,
        Optional<Bytes> applicationProviderIdentifier) {

    /// What a toolkit applet may use; empty for one that is none.
    ///
    /// @throws IllegalArgumentException if the field is malformed
    public Optional<ToolkitParameters> toolkit() {
        return toolkitParameters.flatMap(ToolkitParameters::of);
    }

    static ApplicationInstance of(Value value) {
        return new ApplicationInstance(
                octetsOf(value, "applicationLoadPackageAID").orElse(Bytes.EMPTY),
                octetsOf(value, "classAID").orElse(Bytes.EMPTY),
                octetsOf(value, "instanceAID").orElse(Bytes.EMPTY),
                octetsOf(value, "extraditeSecurityDomainAID"),
                octetsOf(value, "applicationPrivileges").orElse(Bytes.EMPTY),
                octetsOf(value, "lifeCycleState")
                        .filter(octets -> octets.size() == 1)
                        .map(octets -> octets.at(0))
                        .orElse(7),
                octetsOf(value, "applicationSpecificParametersC9").orElse(Bytes.EMPTY),
                value.find("systemSpecificParameters").map(found -> found.tlv().value()),
                value.find("applicationParameters").map(found -> found.tlv().value()),
                listOf(value, "processData", data -> ((Value.Octets) data).octets()),
                octetsOf(value, "controlReferenceTemplate.applicationProviderIdentifier"));
    }
}
