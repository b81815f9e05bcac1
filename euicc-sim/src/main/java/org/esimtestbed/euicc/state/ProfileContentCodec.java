package org.esimtestbed.euicc.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.CardFile.AccessRule;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.euicc.uicc.FileLocation;
import org.esimtestbed.euicc.uicc.Naa;
import org.esimtestbed.euicc.uicc.Pins;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.euicc.uicc.RemoteManagement;
import org.esimtestbed.euicc.uicc.SqnArray;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.Tuak;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a Profile is made of beside the contents of its files, as one data object: the tree of files, codes, keys.
/// Each member has a tag of its own, for [CardStateCodec] keeps them apart.
final class ProfileContentCodec {
    static final int CONTENT = 0xE8;
    private static final int DIRECTORY = 0xE1;
    private static final int EF = 0xC1;
    private static final int ADFS = 0xA0;
    private static final int PINS = 0xA2;
    private static final int PUKS = 0xA3;
    private static final int NAAS = 0xA4;
    private static final int APPLICATIONS = 0xA5;
    private static final int LIFE_CYCLES = 0xA6;
    private static final int REMOTE_MANAGEMENT = 0xA7;
    private static final int OCTETS = 0x04;
    private static final int NUMBER = 0x02;
    private static final int BOOLEAN = 0x01;
    private static final int SEQUENCE = 0x30;
    private static final int NONE = -1;

    // Maps have no order of their own, and what has not changed must not look as if it had.
    private static final Comparator<Tlv> BY_OCTETS =
            Comparator.comparing(it -> it.raw().hex());

    Tlv encode(ProfileContent content) {
        return Tlv.of(
                CONTENT,
                directory(content.mf()),
                Tlv.of(
                        ADFS,
                        content.adfs().stream()
                                .map(ProfileContentCodec::directory)
                                .toList()),
                Tlv.of(
                        PINS,
                        content.pins().pins().entrySet().stream()
                                .map(entry -> pin(entry.getKey(), entry.getValue()))
                                .sorted(BY_OCTETS)
                                .toList()),
                Tlv.of(
                        PUKS,
                        content.pins().puks().entrySet().stream()
                                .map(entry -> puk(entry.getKey(), entry.getValue()))
                                .sorted(BY_OCTETS)
                                .toList()),
                Tlv.of(
                        NAAS,
                        content.naas().stream().map(ProfileContentCodec::naa).toList()),
                aids(APPLICATIONS, content.applications()),
                Tlv.of(
                        LIFE_CYCLES,
                        content.lifeCycles().entrySet().stream()
                                .map(entry -> lifeCycle(entry.getKey(), entry.getValue()))
                                .sorted(BY_OCTETS)
                                .toList()),
                Tlv.of(
                        REMOTE_MANAGEMENT,
                        content.remote().elements().stream()
                                .map(element -> Tlv.of(OCTETS, element))
                                .toList()));
    }

    /// @param contents what the EFs hold, which is stored beside
    /// @throws MalformedTlv             if the data object is no profile content
    /// @throws IllegalArgumentException if a value in it is impossible
    ProfileContent decode(Tlv tlv, Contents contents) {
        var pins = new HashMap<Pins.Key, Pins.Pin>();
        for (var it : tlv.child(PINS).children()) {
            var n = numbers(it, 8);
            pins.put(
                    new Pins.Key(n.get(0), n.get(1)),
                    new Pins.Pin(
                            it.child(OCTETS).value(),
                            n.get(2) != 0,
                            n.get(3) != 0,
                            n.get(4) != 0,
                            n.get(5),
                            n.get(6),
                            optional(n.get(7))));
        }
        var puks = new HashMap<Integer, Pins.Puk>();
        for (var it : tlv.child(PUKS).children()) {
            var n = numbers(it, 3);
            puks.put(n.get(0), new Pins.Puk(it.child(OCTETS).value(), n.get(1), n.get(2)));
        }
        int files = contents.all().size();
        return new ProfileContent(
                directory(tlv.child(DIRECTORY), files),
                tlv.child(ADFS).children().stream()
                        .map(it -> directory(it, files))
                        .toList(),
                contents,
                new Pins(pins, puks),
                tlv.child(NAAS).children().stream()
                        .map(ProfileContentCodec::naa)
                        .toList(),
                aids(tlv.child(APPLICATIONS)),
                // both absent in the state of a card that did not know them yet
                lifeCycles(members(tlv, LIFE_CYCLES)),
                RemoteManagement.of(
                        members(tlv, REMOTE_MANAGEMENT).stream().map(Tlv::value).toList()));
    }

    private static List<Tlv> members(Tlv tlv, int tag) {
        return tlv.find(tag).map(Tlv::children).orElse(List.of());
    }

    private static Tlv lifeCycle(FileLocation location, boolean activated) {
        var members = new ArrayList<Tlv>();
        location.application().ifPresent(aid -> members.add(Tlv.of(OCTETS, aid.bytes())));
        members.add(Tlv.bool(BOOLEAN, activated));
        for (int fid : location.fids()) members.add(Tlv.number(NUMBER, fid));
        return Tlv.of(SEQUENCE, members);
    }

    private static Map<FileLocation, Boolean> lifeCycles(List<Tlv> entries) {
        var lifeCycles = new HashMap<FileLocation, Boolean>();
        for (var entry : entries) {
            var fids = entry.children().stream()
                    .filter(it -> it.tag() == NUMBER)
                    .map(Tlv::asInt)
                    .toList();
            var aid = entry.find(OCTETS).map(octets -> new Aid(octets.value()));
            lifeCycles.put(new FileLocation(aid, fids), entry.child(BOOLEAN).asBoolean());
        }
        return lifeCycles;
    }

    private static Tlv directory(Directory directory) {
        var members = new ArrayList<Tlv>();
        for (int number : List.of(
                directory.fid(),
                directory.accessRule().arrFid(),
                directory.accessRule().record(),
                directory.lifeCycle(),
                directory.pinContext())) {
            members.add(Tlv.number(NUMBER, number));
        }
        for (int reference : directory.pinReferences()) members.add(Tlv.number(0x80, reference));
        directory.aid().ifPresent(aid -> members.add(Tlv.of(OCTETS, aid.bytes())));
        for (var child : directory.children()) {
            members.add(
                    switch (child) {
                        case Directory below -> directory(below);
                        case ElementaryFile ef -> ef(ef);
                    });
        }
        return Tlv.of(DIRECTORY, members);
    }

    private static Directory directory(Tlv tlv, int contents) {
        var n = numbers(tlv.expect(DIRECTORY), 5);
        var references = new ArrayList<Integer>();
        var children = new ArrayList<CardFile>();
        for (var member : tlv.children()) {
            switch (member.tag()) {
                case 0x80 -> references.add(member.asInt());
                case DIRECTORY -> children.add(directory(member, contents));
                case EF -> children.add(ef(member, contents));
                default -> {
                    // read above
                }
            }
        }
        return new Directory(
                n.get(0),
                tlv.find(OCTETS).map(aid -> new Aid(aid.value())),
                new AccessRule(n.get(1), n.get(2)),
                n.get(3),
                references,
                n.get(4),
                children);
    }

    private static Tlv ef(ElementaryFile ef) {
        var numbers = List.of(
                ef.fid(),
                ef.structure().code(),
                ef.size(),
                ef.recordLength(),
                ef.sfi().orElse(NONE),
                ef.accessRule().arrFid(),
                ef.accessRule().record(),
                ef.lifeCycle(),
                ef.specialInformation(),
                ef.content());
        return Tlv.of(
                EF, Tlv.join(numbers.stream().map(it -> Tlv.number(NUMBER, it)).toList()));
    }

    private static ElementaryFile ef(Tlv tlv, int contents) {
        var n = Tlv.parseAll(tlv.value()).stream().map(Tlv::asInt).toList();
        if (n.size() != 10 || n.get(9) < 0 || n.get(9) >= contents) throw tlv.malformed("is no file");
        return new ElementaryFile(
                n.get(0),
                Structure.of(n.get(1)),
                n.get(2),
                n.get(3),
                optional(n.get(4)),
                new AccessRule(n.get(5), n.get(6)),
                n.get(7),
                n.get(8),
                n.get(9));
    }

    private static Tlv pin(Pins.Key key, Pins.Pin pin) {
        var members = numbers(
                key.context(),
                key.reference(),
                pin.enabled() ? 1 : 0,
                pin.changeable() ? 1 : 0,
                pin.disableable() ? 1 : 0,
                pin.triesLeft(),
                pin.tries(),
                pin.puk().orElse(NONE));
        members.add(Tlv.of(OCTETS, pin.value()));
        return Tlv.of(SEQUENCE, members);
    }

    private static Tlv puk(int reference, Pins.Puk puk) {
        var members = numbers(reference, puk.triesLeft(), puk.tries());
        members.add(Tlv.of(OCTETS, puk.value()));
        return Tlv.of(SEQUENCE, members);
    }

    private static Tlv naa(Naa naa) {
        var key = naa.key();
        var members = new ArrayList<Tlv>(List.of(
                aids(APPLICATIONS, naa.applications()),
                Tlv.number(0x80, key.algorithm().ordinal()),
                Tlv.of(0x81, key.k()),
                Tlv.of(0x82, key.opc()),
                Tlv.of(0x83, key.constants().rotations()),
                Tlv.of(0x84, key.constants().xorings()),
                Tlv.number(0x85, key.delta()),
                Tlv.number(0x86, key.ageLimit()),
                Tlv.of(
                        0xA7,
                        naa.sequence().seqs().stream()
                                .map(seq -> Tlv.number(NUMBER, seq))
                                .toList())));
        var tuak = key.tuak();
        members.add(Tlv.of(0xA8, numbers(tuak.mac(), tuak.res(), tuak.ck(), tuak.ik(), tuak.iterations())));
        naa.challengesLeft().ifPresent(left -> members.add(Tlv.number(0x89, left)));
        return Tlv.of(SEQUENCE, members);
    }

    private static Naa naa(Tlv tlv) {
        var algorithms = Naa.Algorithm.values();
        int algorithm = tlv.child(0x80).asInt();
        if (algorithm < 0 || algorithm >= algorithms.length) throw tlv.malformed("names no algorithm");
        // absent in the state of a card that knew no TUAK yet
        var tuak = tlv.find(0xA8).map(it -> numbers(it, 5));
        return new Naa(
                aids(tlv.child(APPLICATIONS)),
                new Naa.Key(
                        algorithms[algorithm],
                        tlv.child(0x81).value(),
                        tlv.child(0x82).value(),
                        new Milenage.Constants(
                                tlv.child(0x83).value(), tlv.child(0x84).value()),
                        tuak.map(n -> new Tuak.Options(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4)))
                                .orElse(Tuak.Options.STANDARD),
                        tlv.child(0x85).asLong(),
                        tlv.child(0x86).asLong()),
                SqnArray.of(tlv.child(0xA7).children().stream().map(Tlv::asLong).toList()),
                tlv.find(0x89).map(Tlv::asInt));
    }

    private static Tlv aids(int tag, List<Aid> aids) {
        return Tlv.of(tag, aids.stream().map(aid -> Tlv.of(OCTETS, aid.bytes())).toList());
    }

    private static List<Aid> aids(Tlv tlv) {
        return tlv.children().stream().map(aid -> new Aid(aid.value())).toList();
    }

    private static List<Tlv> numbers(int... numbers) {
        var members = new ArrayList<Tlv>();
        for (int number : numbers) members.add(Tlv.number(NUMBER, number));
        return members;
    }

    private static List<Integer> numbers(Tlv tlv, int count) {
        var numbers = tlv.children().stream()
                .filter(it -> it.tag() == NUMBER)
                .map(Tlv::asInt)
                .toList();
        if (numbers.size() != count) throw tlv.malformed("has " + numbers.size() + " numbers, not " + count);
        return numbers;
    }

    private static Optional<Integer> optional(int number) {
        return number == NONE ? Optional.empty() : Optional.of(number);
    }
}
