package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.install.ProfileInterpreter;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.profilepackage.element.Application;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Carries out profile elements as they come (TCA eUICC Profile Package 3.3.1 §8). Stops at the first that fails; one
/// whose support its header does not mandate is skipped with a status.
public final class Interpreter implements ProfileInterpreter {
    private static final int HIGHEST_MAJOR_VERSION = 3;
    private final EuiccSettings settings;
    private final long freeMemory;
    private final Iccid iccid;
    private final FileSystemExpansion expansion = new FileSystemExpansion();
    private final FileSystemBuilder files = new FileSystemBuilder();
    private final PinContexts pins = new PinContexts();
    private final Authentications authentications = new Authentications();
    private final List<Aid> applications = new ArrayList<>();
    private final PeReport report = new PeReport();
    private Bytes pending = Bytes.EMPTY;
    private int count;
    private boolean ended;

    /// @param freeMemory octets the Profile may take
    /// @param iccid      as the metadata gave it
    public Interpreter(EuiccSettings settings, long freeMemory, Iccid iccid) {
        this.settings = settings;
        this.freeMemory = freeMemory;
        this.iccid = iccid;
    }

    @Override
    public Bytes simaResponse() {
        return report.encode();
    }

    @Override
    public void accept(Bytes octets) throws InstallationFailed {
        pending = pending.isEmpty() ? octets : pending.plus(octets);
        for (var element = next(); element.isPresent(); element = next()) {
            pending = pending.from(element.get().raw().size());
            carryOut(element.get());
        }
    }

    /// The next element if all of it has come.
    private Optional<Tlv> next() throws InstallationFailed {
        if (pending.size() < 2) return Optional.empty();
        try {
            int size = ElementSize.of(pending);
            if (size > freeMemory * 4 + 65_536) {
                throw failed(PeStatus.NOT_ENOUGH_MEMORY, OptionalInt.empty(), "element of " + size + " octets");
            }
            return size < 0 || size > pending.size() ? Optional.empty() : Optional.of(Tlv.parse(pending.first(size)));
        } catch (MalformedTlv e) {
            throw failed(PeStatus.INVALID_REQUEST_FORMAT, OptionalInt.empty(), "no profile element");
        }
    }

    private void carryOut(Tlv tlv) throws InstallationFailed {
        ProfileElement element;
        try {
            element = ProfileElement.decode(count++, tlv);
        } catch (MalformedProfile e) {
            throw failed(PeStatus.INVALID_REQUEST_FORMAT, OptionalInt.empty(), e.elementName() + " is malformed");
        }
        try {
            if (ended) throw element.refused(PeStatus.INVALID_REQUEST_FORMAT, "comes after the end");
            if ((element.index() == 0) != element.name().equals("header")) {
                throw element.refused(PeStatus.INVALID_REQUEST_FORMAT, "the header comes first and once");
            }
            insist(element);
            carryOut(element);
        } catch (ElementRefused e) {
            if (isUnsupported(e.status()) && !isMandated(element) && element.index() > 0) {
                report.skipped(e.status(), element.identification());
            } else {
                throw failed(e.status(), element.identification(), element.name() + ": " + reason(e));
            }
        }
    }

    private void carryOut(ProfileElement element) throws InstallationFailed {
        switch (element.name()) {
            case "header" -> header(element);
            case "pukCodes" -> pins.add(PukCodes.of(element));
            case "pinCodes" -> pins.add(PinCodes.of(element), expansion.context());
            case "akaParameter" ->
                authentications.add(
                        element,
                        files.applicationOf(expansion.context())
                                .orElseThrow(() -> element.refused(
                                        PeStatus.INVALID_PARAMETER, "comes before the application it is for")));
            case "cdmaParameter" -> {
                // its files serve a CDMA device; CAVE itself this card does not compute
            }
            case "securityDomain" ->
                install(SecurityDomain.of(element).instance().instanceAid(), element);
            case "rfm" -> install(Rfm.of(element).instanceAid(), element);
            case "application" -> application(element);
            case "nonStandard" -> throw element.refused(PeStatus.PE_NOT_SUPPORTED, "the issuer is not known");
            case "end" -> end(element);
            default -> {
                if (element.value() instanceof Value.Unknown || element.name().startsWith("rfu")) {
                    throw element.refused(PeStatus.PE_NOT_SUPPORTED, "is not known");
                }
                for (var file : expansion.expand(element)) {
                    if (files.add(file) > freeMemory) {
                        throw element.refused(PeStatus.NOT_ENOUGH_MEMORY, file.name() + " does not fit");
                    }
                }
            }
        }
    }

    private void header(ProfileElement element) throws InstallationFailed {
        var header = ProfileHeader.of(element);
        if (header.majorVersion() > HIGHEST_MAJOR_VERSION || header.majorVersion() < 1) {
            throw element.refused(PeStatus.UNSUPPORTED_PROFILE_VERSION, "version " + header.majorVersion());
        }
        for (var service : header.mandatoryServices()) {
            if (!MandatoryService.isOffered(service, settings.uiccCapability())) {
                throw element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "mandates " + service);
            }
        }
        for (var template : header.mandatoryTemplates()) {
            if (Template.of(template).isEmpty()) {
                throw element.refused(PeStatus.TEMPLATE_NOT_SUPPORTED, "mandates template " + template);
            }
        }
        if (!header.mandatoryAids().isEmpty()) {
            throw element.refused(PeStatus.LIB_NOT_SUPPORTED, "mandates applications that are not here");
        }
        var digits = header.iccid().hex().replaceFirst("F+$", "");
        if (!digits.equals(iccid.digits())) {
            report.aborted(PeStatus.BAD_VALUES, element.identification(), "header: ICCID is not that of the metadata");
            throw new InstallationFailed(
                    ErrorReason.DATA_MISMATCH,
                    "header has ICCID " + digits + ", metadata " + iccid,
                    Optional.of(simaResponse()));
        }
    }

    private void application(ProfileElement element) {
        var application = Application.of(element);
        if (application.loadPackage().isPresent()) {
            throw element.refused(PeStatus.RUNTIME_NOT_SUPPORTED, "load files are not supported");
        }
        for (var instance : application.instances()) install(instance.instanceAid(), element);
    }

    private void install(Bytes aid, ProfileElement element) {
        if (aid.size() < 5 || aid.size() > 16) {
            throw element.refused(PeStatus.BAD_VALUES, "an AID has 5 to 16 octets");
        }
        applications.add(new Aid(aid));
    }

    private void end(ProfileElement element) {
        pins.missingPuk().ifPresent(reference -> {
            throw element.refused(PeStatus.PIN_CODE_MISSING, "a PIN names PUK " + reference + ", which is not there");
        });
        ended = true;
    }

    /// A named quirk: this card refuses elements without a field that the specification calls optional.
    private void insist(ProfileElement element) {
        for (var field : settings.requireOptional()) {
            int dot = field.indexOf('.');
            if (dot < 0 || !field.substring(0, dot).equals(element.name())) continue;
            if (element.find(field.substring(dot + 1)).isEmpty()) {
                throw element.refused(PeStatus.INVALID_PARAMETER, "lacks " + field.substring(dot + 1));
            }
        }
    }

    @Override
    public ProfileContent finish() throws InstallationFailed {
        if (!ended || !pending.isEmpty()) {
            throw failed(PeStatus.INVALID_REQUEST_FORMAT, OptionalInt.empty(), "the package has no end");
        }
        try {
            var grown = files.grow(pins);
            return new ProfileContent(
                    grown.mf(), grown.adfs(), grown.contents(), pins.pins(), authentications.all(), applications);
        } catch (FileSystemBuilder.BrokenLink e) {
            throw failed(PeStatus.INVALID_PARAMETER, OptionalInt.empty(), String.valueOf(e.getMessage()));
        }
    }

    private InstallationFailed failed(PeStatus status, OptionalInt identification, String why) {
        report.aborted(status, identification, why);
        var reason = status == PeStatus.NOT_ENOUGH_MEMORY
                ? ErrorReason.INSUFFICIENT_MEMORY
                : ErrorReason.PE_PROCESSING_ERROR;
        return new InstallationFailed(reason, why + ": " + status, Optional.of(simaResponse()));
    }

    private static boolean isUnsupported(PeStatus status) {
        return switch (status) {
            case PE_NOT_SUPPORTED,
                    RUNTIME_NOT_SUPPORTED,
                    LIB_NOT_SUPPORTED,
                    TEMPLATE_NOT_SUPPORTED,
                    FEATURE_NOT_SUPPORTED -> true;
            default -> false;
        };
    }

    /// Also of an element this version does not know: the header is the first member of all.
    private static boolean isMandated(ProfileElement element) {
        if (!(element.value() instanceof Value.Unknown unknown)) return element.isMandated();
        try {
            return unknown.tlv()
                    .find(0xA0)
                    .flatMap(header -> header.find(0x80))
                    .filter(mandated -> mandated.value().isEmpty())
                    .isPresent();
        } catch (MalformedTlv e) {
            return true;
        }
    }

    // ElementRefused says "element 3 (usim), why: STATUS(n)"; the report has the rest in fields of its own.
    private static String reason(ElementRefused e) {
        var text = String.valueOf(e.getMessage());
        int from = text.indexOf("), ");
        int to = text.lastIndexOf(": ");
        return from >= 0 && to > from + 3 ? text.substring(from + 3, to) : text;
    }
}
