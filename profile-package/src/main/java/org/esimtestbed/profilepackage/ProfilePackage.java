package org.esimtestbed.profilepackage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// An unprotected profile package: profile elements in DER, one after another, from `header` to `end`.
public record ProfilePackage(List<ProfileElement> elements) {
    private static final int HEADER = 0xA0;

    /// @throws MalformedProfile if the elements do not begin with a header and finish with an end
    public ProfilePackage {
        elements = numbered(elements);
        if (elements.isEmpty()) throw new MalformedProfile(-1, "", 0, "at offset 0: it is empty");
        var first = elements.getFirst();
        var last = elements.getLast();
        if (!first.name().equals("header")) throw misplaced(first, "a package begins with its header");
        if (!last.name().equals("end")) throw misplaced(last, "a package finishes with its end");
        for (int i = 0; i < elements.size(); i++) {
            var name = elements.get(i).name();
            if (i > 0 && name.equals("header")) throw misplaced(elements.get(i), "there is one header");
            if (i < elements.size() - 1 && name.equals("end"))
                throw misplaced(elements.get(i), "something follows the end");
        }
    }

    /// Elements know their position; one that comes from elsewhere gets its new one.
    private static List<ProfileElement> numbered(List<ProfileElement> elements) {
        var numbered = new ArrayList<ProfileElement>(elements.size());
        for (var element : elements) {
            int index = numbered.size();
            numbered.add(
                    element.index() == index ? element : new ProfileElement(index, element.name(), element.value()));
        }
        return List.copyOf(numbered);
    }

    private static MalformedProfile misplaced(ProfileElement element, String why) {
        int offset = element.value().tlv().offset();
        return new MalformedProfile(element.index(), element.name(), offset, "at offset " + offset + ": " + why);
    }

    /// @throws MalformedProfile if the bytes are no profile package; says element, place in it and offset
    public static ProfilePackage decode(Bytes der) {
        var elements = decodeElements(der);
        if (!elements.isEmpty() && elements.getFirst().value().tlv().tag() != HEADER) throw noPackage();
        return new ProfilePackage(elements);
    }

    /// The elements alone, whichever are there and in whatever order: for those who want to say what is wrong.
    ///
    /// @throws MalformedProfile if the bytes are no elements; says which one, place in it and offset
    public static List<ProfileElement> decodeElements(Bytes der) {
        var elements = new ArrayList<ProfileElement>();
        List<Tlv> tlvs;
        try {
            tlvs = Tlv.parseAll(der);
        } catch (MalformedTlv e) {
            throw unreadable(der, e);
        }
        if (!tlvs.isEmpty()
                && Schema.PROFILE_ELEMENT.tagged(tlvs.getFirst().tag()).isEmpty()) throw noPackage();
        for (var tlv : tlvs) elements.add(ProfileElement.decode(elements.size(), tlv));
        return List.copyOf(elements);
    }

    private static MalformedProfile noPackage() {
        return new MalformedProfile(0, "", 0, "at offset 0: this is no profile package, which begins with tag A0");
    }

    /// Which element it is that does not end where the bytes do: all before it can be read.
    private static MalformedProfile unreadable(Bytes der, MalformedTlv cause) {
        int index = 0;
        int at = 0;
        try {
            while (at < der.size()) {
                at += Tlv.first(der.from(at)).raw().size();
                index++;
            }
        } catch (MalformedTlv again) {
            var place = index == 0 && der.at(0) != HEADER ? "this is no profile package: " : "";
            var malformed = new MalformedProfile(index, "", cause.offset(), place + String.valueOf(cause.getMessage()));
            malformed.initCause(cause);
            return malformed;
        }
        throw cause;
    }

    /// The package as it travels: every element as received or as built.
    public Bytes encode() {
        return Bytes.concat(elements.stream().map(ProfileElement::raw).toArray(Bytes[]::new));
    }

    /// The package written anew from the decoded values alone, in DER.
    public Bytes rebuild() {
        return Tlv.join(
                elements.stream().map(element -> element.value().rebuilt()).toList());
    }

    public ProfileHeader header() {
        return ProfileHeader.of(elements.getFirst());
    }

    /// @throws MalformedProfile if the header holds no ICCID
    public Iccid iccid() {
        var octets = header().iccid();
        try {
            return new Iccid(octets.hex().replaceFirst("F+$", ""));
        } catch (IllegalArgumentException e) {
            throw new MalformedProfile(0, "header.iccid", 0, "no ICCID: " + octets.hex());
        }
    }

    /// The IMSI of the first USIM that has a readable one.
    public Optional<Imsi> imsi() {
        return new Editing(this).imsi();
    }

    /// The algorithm of the first application that has its own parameters.
    public Optional<Algorithm> algorithm() {
        for (var element : elements) {
            if (element.name().equals("akaParameter")
                    && AkaParameter.of(element).configuration() instanceof AkaParameter.Parameters parameters) {
                return Optional.of(parameters.algorithm());
            }
        }
        return Optional.empty();
    }

    /// Every file the package makes or fills, in order. A card that answers element by element uses
    /// [FileSystemExpansion] itself.
    ///
    /// @throws ElementRefused with the PEStatus of the first thing that is wrong
    public List<FileDefinition> files() {
        var expansion = new FileSystemExpansion();
        return elements.stream()
                .map(expansion::expand)
                .flatMap(Collection::stream)
                .toList();
    }

    /// All PINs, each with the directory it holds in.
    ///
    /// @throws ElementRefused if the files before them cannot be made
    public List<PinContext> pins() {
        var expansion = new FileSystemExpansion();
        var contexts = new ArrayList<PinContext>();
        for (var element : elements) {
            expansion.expand(element);
            if (element.name().equals("pinCodes")) {
                contexts.add(new PinContext(expansion.context(), PinCodes.of(element)));
            }
        }
        return List.copyOf(contexts);
    }

    /// The value at a path that begins with an element's name: `usim.ef-imsi[0]`. Where several elements have that
    /// name a number from 0 says which: `pinCodes[1].pinCodes`.
    public Optional<Value> find(String path) {
        int dot = path.indexOf('.');
        var head = dot < 0 ? path : path.substring(0, dot);
        int bracket = head.indexOf('[');
        int which = 0;
        if (bracket >= 0) {
            if (!head.substring(bracket).matches("\\[[0-9]{1,6}]")) return Optional.empty();
            which = Integer.parseInt(head.substring(bracket + 1, head.length() - 1));
            head = head.substring(0, bracket);
        }
        for (var element : elements) {
            if (element.name().equals(head) && which-- == 0)
                return element.find(dot < 0 ? "" : path.substring(dot + 1));
        }
        return Optional.empty();
    }

    /// The package with another element in the place of the one with the same index.
    public ProfilePackage with(ProfileElement element) {
        var changed = new ArrayList<>(elements);
        changed.set(element.index(), element);
        return new ProfilePackage(changed);
    }

    /// This package for one subscription. What the subscription does not speak of stays byte for byte.
    ///
    /// @throws NotPersonalisable if the package lacks what the subscription needs; names it
    public ProfilePackage personalise(Subscription subscription) {
        return new Personalisation(this, subscription).result();
    }

    @Override
    public String toString() {
        return "ProfilePackage" + elements;
    }
}
