package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.Application;
import org.esimtestbed.profilepackage.element.ApplicationInstance;
import org.esimtestbed.profilepackage.element.CdmaParameter;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a Profile brings besides files, codes and keys of the network: security domains with their keys, remote file
/// management, applications, and the parameters of CDMA. Kept as the profile elements that brought it, so that nothing
/// is lost; read through the records that describe them.
public final class RemoteManagement {
    public static final RemoteManagement NONE = new RemoteManagement(List.of());

    private final List<Bytes> elements;
    private final List<SecurityDomain> securityDomains = new ArrayList<>();
    private final List<Rfm> remoteFileManagement = new ArrayList<>();
    private final List<ApplicationInstance> applications = new ArrayList<>();
    private Optional<CdmaParameter> cdmaParameter = Optional.empty();

    private RemoteManagement(List<Bytes> elements) {
        this.elements = List.copyOf(elements);
        for (var raw : elements) {
            var element = ProfileElement.decode(0, Tlv.parse(raw));
            switch (element.name()) {
                case "securityDomain" -> securityDomains.add(SecurityDomain.of(element));
                case "rfm" -> remoteFileManagement.add(Rfm.of(element));
                case "application" ->
                    applications.addAll(Application.of(element).instances());
                case "cdmaParameter" -> cdmaParameter = Optional.of(CdmaParameter.of(element));
                default -> throw new IllegalArgumentException(element.name() + " is nothing for remote management");
            }
        }
    }

    /// @param elements profile elements securityDomain, rfm, application and cdmaParameter, in their order
    /// @throws IllegalArgumentException for any other element
    public static RemoteManagement of(List<Bytes> elements) {
        return elements.isEmpty() ? NONE : new RemoteManagement(elements);
    }

    /// As they came.
    public List<Bytes> elements() {
        return elements;
    }

    /// Octets they take.
    public long size() {
        return elements.stream().mapToLong(Bytes::size).sum();
    }

    /// The first is the MNO-SD.
    public List<SecurityDomain> securityDomains() {
        return List.copyOf(securityDomains);
    }

    public List<Rfm> remoteFileManagement() {
        return List.copyOf(remoteFileManagement);
    }

    /// Instances of Java Card applets.
    public List<ApplicationInstance> applications() {
        return List.copyOf(applications);
    }

    public Optional<CdmaParameter> cdmaParameter() {
        return cdmaParameter;
    }

    @Override
    public String toString() {
        // Elements hold keys.
        return "RemoteManagement[%d security domains, %d RFM, %d applications]"
                .formatted(securityDomains.size(), remoteFileManagement.size(), applications.size());
    }
}
