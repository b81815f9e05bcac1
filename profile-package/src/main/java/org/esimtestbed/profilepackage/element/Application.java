package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-Application: a load file, instances of it, or both.
public record Application(Optional<LoadPackage> loadPackage, List<ApplicationInstance> instances) {

    /// @param loadBlock the load file data block, a CAP file's components
    public record LoadPackage(
            Bytes aid,
            Optional<Bytes> securityDomainAid,
            Optional<Bytes> nonVolatileCodeLimit,
            Optional<Bytes> volatileDataLimit,
            Optional<Bytes> nonVolatileDataLimit,
            Optional<Bytes> hash,
            Bytes loadBlock) {}

    public static Application of(ProfileElement element) {
        return new Application(
                element.find("loadBlock")
                        .map(load -> new LoadPackage(
                                octetsOf(load, "loadPackageAID").orElse(Bytes.EMPTY),
                                octetsOf(load, "securityDomainAID"),
                                octetsOf(load, "nonVolatileCodeLimitC6"),
                                octetsOf(load, "volatileDataLimitC7"),
                                octetsOf(load, "nonVolatileDataLimitC8"),
                                octetsOf(load, "hashValue"),
                                octetsOf(load, "loadBlockObject").orElse(Bytes.EMPTY))),
                listOf(element.value(), "instanceList", ApplicationInstance::of));
    }
}
