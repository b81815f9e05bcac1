package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.install.ProfileInterpreter;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.MandatoryService;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Carries out profile elements as they come (TCA eUICC Profile Package 3.3.1 §8). Stops at the first that fails; one
/// whose support its header does not mandate is skipped with a status.
public final class Interpreter implements ProfileInterpreter {
    private static final int HIGHEST_MAJOR_VERSION = 3;
    private static final int EF_ICCID = 0x2FE2;

    private final Misbehaviour misbehaviour;
    private final Set<UiccCapability> capabilities;
    private final RemoteManagementBuilder remote;
    private final long freeMemory;
    private final Iccid iccid;
    private final List<ProfileElement> carriedOut = new ArrayList<>();
    private final FileSystemExpansion expansion = new FileSystemExpansion();
    private final FileSystemBuilder files = new FileSystemBuilder();
    private final PinContexts pins = new PinContexts();
    private final Authentications authentications = new Authentications();
    private final PeReport report = new PeReport();
    private Bytes pending = Bytes.EMPTY;
    private int count;
    private boolean ended;

    /// @param euicc with the memory that the Profile may take
    /// @param iccid as the metadata gave it
    public Interpreter(Euicc euicc, Iccid iccid) {
        this(
                euicc.misbehaviour(),
                euicc.settings().uiccCapability(),
                euicc.uicc().applets(),
                euicc.freeMemory(),
                iccid);
    }

    /// @param capabilities what the card announces, and therefore carries out
    /// @param applets      what it can bring to life
    /// @param freeMemory   octets the Profile may take
    public Interpreter(
            Misbehaviour misbehaviour,
            Set<UiccCapability> capabilities,
            AppletRegistry applets,
            long freeMemory,
            Iccid iccid) {
        this.misbehaviour = misbehaviour;
        this.capabilities = Set.copyOf(capabilities);
        this.remote = new RemoteManagementBuilder(applets);
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
            var bent = misbehaviour.element(element, carriedOut);
            carryOut(bent);
            carriedOut.add(bent);
        } catch (ElementRefused e) {
            var status = misbehaviour.refusal(element, e.status());
            if (isUnsupported(status) && !isMandated(element) && element.index() > 0) {
                report.skipped(status, element.identification());
            } else {
                throw failed(status, element.identification(), element.name() + ": " + reason(e));
            }
        }
    }

    private void carryOut(ProfileElement element) throws InstallationFailed {
        switch (element.name()) {
            case "header" -> header(element);
            case "pukCodes" -> pins.add(element, PukCodes.of(element));
            case "pinCodes" ->
                pins.add(
                        element,
                        PinCodes.of(element),
                        expansion.context(),
                        path -> files.file(path).isPresent());
            case "akaParameter" ->
                authentications.add(
                        element,
                        files.applicationOf(expansion.context())
                                .orElseThrow(() -> element.refused(
                                        PeStatus.INVALID_PARAMETER, "comes before the application it is for")));
            case "cdmaParameter", "securityDomain", "rfm", "application" -> {
                remote.add(element, files);
                if (files.size() + remote.size() > freeMemory) {
                    throw element.refused(PeStatus.NOT_ENOUGH_MEMORY, "does not fit");
                }
            }
            case "nonStandard" -> throw element.refused(PeStatus.PE_NOT_SUPPORTED, "the issuer is not known");
            case "end" -> end(element);
            default -> {
                if (element.value() instanceof Value.Unknown || element.name().startsWith("rfu")) {
                    throw element.refused(PeStatus.PE_NOT_SUPPORTED, "is not known");
                }
                for (var file : expansion.expand(element)) {
                    if (files.add(file) + remote.size() > freeMemory) {
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
            if (!MandatoryService.isOffered(service, capabilities)) {
                throw element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "mandates " + service);
            }
        }
        for (var template : header.mandatoryTemplates()) {
            if (Template.of(template).isEmpty()) {
                throw element.refused(PeStatus.TEMPLATE_NOT_SUPPORTED, "mandates template " + template);
            }
        }
        for (var mandatory : header.mandatoryAids()) {
            if (!remote.serves(mandatory)) {
                throw element.refused(
                        PeStatus.LIB_NOT_SUPPORTED, "mandates " + mandatory.aid() + ", which is not here");
            }
        }
    }

    private void end(ProfileElement element) {
        pins.missingPuk().ifPresent(reference -> {
            throw element.refused(PeStatus.PIN_CODE_MISSING, "a PIN names PUK " + reference + ", which is not there");
        });
        ended = true;
    }

    @Override
    public ProfileContent finish() throws InstallationFailed {
        if (!ended || !pending.isEmpty()) {
            throw failed(PeStatus.INVALID_REQUEST_FORMAT, OptionalInt.empty(), "the package has no end");
        }
        try {
            var grown = files.grow(pins);
            checkIccid(grown.mf(), grown.contents());
            return new ProfileContent(
                    grown.mf(),
                    grown.adfs(),
                    ServiceTables.adapted(grown.adfs(), grown.contents(), capabilities),
                    pins.pins(),
                    authentications.all(),
                    remote.selectable(),
                    Map.of(),
                    remote.build());
        } catch (FileSystemBuilder.BrokenLink e) {
            throw failed(PeStatus.INVALID_PARAMETER, OptionalInt.empty(), String.valueOf(e.getMessage()));
        }
    }

    /// EF.ICCID is the one the metadata names (SGP.22 §5.5.5); what the profile header says of it does not count.
    private void checkIccid(CardFile.Directory mf, Contents contents) throws InstallationFailed {
        if (!(mf.child(EF_ICCID).orElse(null) instanceof CardFile.ElementaryFile ef)) return;
        var installed = contents.get(ef.content());
        if (!installed.equals(iccid.ef())) {
            throw new InstallationFailed(
                    ErrorReason.DATA_MISMATCH,
                    "EF.ICCID holds " + installed + ", the metadata " + iccid,
                    Optional.of(simaResponse()));
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
