package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.uicc.RemoteManagement;
import org.esimtestbed.profilepackage.element.Application;
import org.esimtestbed.profilepackage.element.ApplicationInstance;
import org.esimtestbed.profilepackage.element.CdmaParameter;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Security domains, remote management and applications of a package (TCA eUICC Profile Package 3.3.1 §8.6 to §8.8),
/// checked as they come and kept whole.
final class RemoteManagementBuilder {
    private static final int TAR = 3;

    private final AppletRegistry applets;
    private final List<Bytes> elements = new ArrayList<>();
    private final Set<Aid> securityDomains = new LinkedHashSet<>();
    private final Set<Aid> others = new LinkedHashSet<>();
    private final Set<Aid> javaCards = new LinkedHashSet<>();
    private long octets;

    RemoteManagementBuilder(AppletRegistry applets) {
        this.applets = applets;
    }

    /// Octets what was kept takes.
    long size() {
        return octets;
    }

    /// Whether a package the header mandates is on the card.
    boolean serves(ProfileHeader.MandatoryAid mandatory) {
        return isAid(mandatory.aid()) && applets.serves(new Aid(mandatory.aid()), mandatory.version());
    }

    void add(ProfileElement element, FileSystemBuilder files) {
        switch (element.name()) {
            case "securityDomain" -> securityDomain(element);
            case "rfm" -> rfm(element, files);
            case "application" -> application(element);
            default -> CdmaParameter.of(element); // checks it; CAVE itself this card does not compute
        }
        elements.add(element.raw());
        octets += element.raw().size();
    }

    RemoteManagement build() {
        return RemoteManagement.of(elements);
    }

    /// AIDs that answer SELECT beside the ADFs and the Java Card instances.
    List<Aid> selectable() {
        var all = new ArrayList<>(securityDomains);
        all.addAll(others);
        return all;
    }

    private void securityDomain(ProfileElement element) {
        var domain = SecurityDomain.of(element);
        for (var key : domain.keys()) {
            for (var component : key.components()) {
                try {
                    component.checkValue();
                } catch (IllegalArgumentException e) {
                    // says how many octets, and none of them
                    throw element.refused(
                            PeStatus.BAD_VALUES,
                            "key " + key.identifier() + " of version " + key.versionNumber() + ": " + e.getMessage());
                }
            }
        }
        toolkit(element, domain.instance());
        securityDomains.add(newAid(element, domain.instance().instanceAid()));
    }

    private void rfm(ProfileElement element, FileSystemBuilder files) {
        var rfm = Rfm.of(element);
        for (var tar : rfm.tars()) {
            if (tar.size() != TAR) throw element.refused(PeStatus.BAD_VALUES, "a TAR has 3 octets");
        }
        if (rfm.minimumSecurityLevel().size() != 1) {
            throw element.refused(PeStatus.BAD_VALUES, "minimumSecurityLevel has 1 octet");
        }
        rfm.securityDomainAid().ifPresent(aid -> requireDomain(element, aid));
        rfm.adf().ifPresent(adf -> {
            if (!files.hasApplication(aid(element, adf.aid()))) {
                throw element.refused(PeStatus.INVALID_PARAMETER, "is for ADF " + adf.aid() + ", which is not there");
            }
        });
        others.add(newAid(element, rfm.instanceAid()));
    }

    /// This card runs no bytecode it is sent: a load file is refused unless its package is here already.
    private void application(ProfileElement element) {
        var application = Application.of(element);
        application.loadPackage().ifPresent(load -> {
            if (!applets.hasPackage(aid(element, load.aid()))) {
                throw element.refused(PeStatus.RUNTIME_NOT_SUPPORTED, "loads package " + load.aid());
            }
            load.securityDomainAid().ifPresent(aid -> requireDomain(element, aid));
        });
        for (var instance : application.instances()) {
            if (!applets.hasModule(aid(element, instance.classAid()))) {
                throw element.refused(PeStatus.LIB_NOT_SUPPORTED, "knows no applet " + instance.classAid());
            }
            if (!instance.processData().isEmpty()) {
                throw element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "personalises an applet by processData");
            }
            if (AppletRegistry.installParametersSize(instance) > 127) {
                throw element.refused(PeStatus.BAD_VALUES, "install parameters have more than 127 octets");
            }
            instance.extraditeSecurityDomainAid().ifPresent(aid -> requireDomain(element, aid));
            toolkit(element, instance);
        }
        for (var instance : application.instances()) javaCards.add(newAid(element, instance.instanceAid()));
    }

    private static void toolkit(ProfileElement element, ApplicationInstance instance) {
        try {
            instance.toolkit();
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, "toolkit parameters are malformed");
        }
    }

    private void requireDomain(ProfileElement element, Bytes aid) {
        if (!securityDomains.contains(aid(element, aid))) {
            throw element.refused(PeStatus.INVALID_PARAMETER, "names security domain " + aid + ", which is not there");
        }
    }

    private Aid newAid(ProfileElement element, Bytes octets) {
        var aid = aid(element, octets);
        if (securityDomains.contains(aid) || others.contains(aid) || javaCards.contains(aid)) {
            throw element.refused(PeStatus.INVALID_PARAMETER, aid + " is there already");
        }
        return aid;
    }

    private static Aid aid(ProfileElement element, Bytes octets) {
        return Optional.of(octets)
                .filter(RemoteManagementBuilder::isAid)
                .map(Aid::new)
                .orElseThrow(() -> element.refused(PeStatus.BAD_VALUES, "an AID has 5 to 16 octets"));
    }

    private static boolean isAid(Bytes octets) {
        return octets.size() >= 5 && octets.size() <= 16;
    }
}
