package org.esimtestbed.euicc.state;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Crl;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A [CardState] as named parts, so that a command that changes one file or one counter need not write the rest:
/// `card`; `notification/…` by sequence number; `crl/…` by number; for each ISD-P `profile/AID`, `profile/AID/…` by tag
/// of what the
/// Profile is made of, and `profile/AID/file/…` by number. Messages keep the octets they had.
final class CardStateCodec {
    private static final String CARD = "card";
    private static final String NOTIFICATION = "notification/";
    private static final String CRL = "crl/";
    private static final String PROFILE = "profile/";
    private static final String FILE = "/file/";

    // Of one length, so that the order of the names is that of the numbers; a command that is carried out needs many.
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final int STATE = 0xE6;
    private static final int DEFAULT_DP_ADDRESS = 0x80;
    private static final int NEXT_SEQUENCE_NUMBER = 0x81;
    private static final int INSTALLED = 0xA2;
    private static final int PREPARED = 0xA4;
    private static final int INTERRUPTIONS = 0x85;
    private static final int INSTALLED_PROFILE = 0xE7;

    private final Crypto crypto;
    private final ProfileContentCodec contentCodec = new ProfileContentCodec();

    CardStateCodec(Crypto crypto) {
        this.crypto = crypto;
    }

    /// Every part, by name in order.
    Map<String, Bytes> parts(CardState state) {
        var parts = new TreeMap<String, Bytes>();
        parts.put(CARD, card(state));
        for (var it : state.notifications()) {
            parts.put(NOTIFICATION + HEX.toHexDigits(it.seqNumber()), notification(it));
        }
        char crls = 0;
        for (var crl : state.revoked().crls()) parts.put(CRL + HEX.toHexDigits(crls++), crl.der());
        for (var profile : state.profiles()) {
            var name = PROFILE + profile.isdpAid();
            parts.put(name, profile(profile));
            for (var member : contentCodec.encode(profile.content()).children()) {
                parts.put(name + "/" + HEX.toHexDigits((byte) member.tag()), member.raw());
            }
            char number = 0;
            for (var content : profile.content().contents().all()) {
                parts.put(name + FILE + HEX.toHexDigits(number++), content);
            }
        }
        return parts;
    }

    /// @throws MalformedTlv             if a part is not what its name says, or is missing
    /// @throws IllegalArgumentException if a value in one is impossible
    CardState state(Map<String, Bytes> parts) {
        NavigableMap<String, Bytes> ordered = new TreeMap<>(parts);
        var card = Tlv.parse(part(ordered, CARD)).expect(STATE);
        return new CardState(
                card.child(INSTALLED).children().stream()
                        .map(aid -> profile(ordered, new Aid(aid.value())))
                        .toList(),
                card.child(DEFAULT_DP_ADDRESS).asText(),
                card.child(NEXT_SEQUENCE_NUMBER).asLong(),
                below(ordered, NOTIFICATION).stream()
                        .map(CardStateCodec::notification)
                        .toList(),
                card.find(PREPARED).map(this::prepared),
                card.child(INTERRUPTIONS).asInt(),
                new RevokedCertificates(
                        below(ordered, CRL).stream().map(Crl::of).toList()));
    }

    private static Bytes part(Map<String, Bytes> parts, String name) {
        var part = parts.get(name);
        if (part == null) throw new MalformedTlv(0, "the part " + name + " is missing");
        return part;
    }

    private static List<Bytes> below(NavigableMap<String, Bytes> parts, String prefix) {
        return List.copyOf(
                parts.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values());
    }

    private Bytes card(CardState state) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.text(DEFAULT_DP_ADDRESS, state.defaultDpAddress()));
        members.add(Tlv.number(NEXT_SEQUENCE_NUMBER, state.nextSequenceNumber()));
        members.add(Tlv.of(
                INSTALLED,
                state.profiles().stream()
                        .map(it -> Tlv.of(Tags.ISDP_AID, it.isdpAid().bytes()))
                        .toList()));
        state.prepared().ifPresent(it -> members.add(prepared(it)));
        members.add(Tlv.number(INTERRUPTIONS, state.interruptions()));
        return Tlv.of(STATE, members).raw();
    }

    private static Bytes notification(StoredNotification notification) {
        return Tlv.of(
                        Tags.SEQUENCE,
                        Tlv.number(0x80, notification.seqNumber()),
                        Tlv.number(0x81, notification.event().ordinal()),
                        Tlv.of(0xA2, notification.tlv()))
                .raw();
    }

    private static StoredNotification notification(Bytes part) {
        var tlv = Tlv.parse(part).expect(Tags.SEQUENCE);
        int event = tlv.child(0x81).asInt();
        var events = NotificationEvent.values();
        if (event < 0 || event >= events.length) throw tlv.malformed("names no event");
        return new StoredNotification(
                tlv.child(0x80).asLong(), events[event], tlv.child(0xA2).only());
    }

    private static Bytes profile(InstalledProfile profile) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.number(0x80, profile.state().ordinal()));
        members.add(profile.metadata().encode());
        profile.nickname().ifPresent(it -> members.add(Tlv.text(0x81, it)));
        profile.dpProprietaryData().ifPresent(it -> members.add(Tlv.of(0xA2, List.of(it))));
        return Tlv.of(INSTALLED_PROFILE, members).raw();
    }

    private InstalledProfile profile(NavigableMap<String, Bytes> parts, Aid isdpAid) {
        var name = PROFILE + isdpAid;
        var tlv = Tlv.parse(part(parts, name)).expect(INSTALLED_PROFILE);
        var files = below(parts, name + FILE);
        var content = new ArrayList<Tlv>();
        parts.subMap(name + "/", true, name + "/" + Character.MAX_VALUE, false).forEach((member, octets) -> {
            if (!member.startsWith(name + FILE)) content.add(Tlv.parse(octets));
        });
        return new InstalledProfile(
                isdpAid,
                ProfileState.of(tlv.child(0x80)),
                ProfileMetadata.of(tlv.child(Tags.STORE_METADATA)),
                tlv.find(0x81).map(Tlv::asText),
                tlv.find(0xA2).map(Tlv::only),
                contentCodec.decode(Tlv.of(ProfileContentCodec.CONTENT, content), Contents.of(files)));
    }

    private static Tlv prepared(PreparedDownload download) {
        var members = new ArrayList<Tlv>();
        download.transactionId().ifPresent(id -> members.add(Tlv.of(0x80, id.bytes())));
        members.add(Tlv.of(0x81, Bytes.wrap(download.oneTimeKey().privateKey().getEncoded())));
        members.add(Tlv.of(0xA2, List.of(download.certificate().tlv())));
        members.add(Tlv.of(0x83, download.ciKey()));
        members.add(Tlv.text(0x84, download.serverAddress()));
        members.add(Tlv.bool(0x85, download.begun()));
        return Tlv.of(PREPARED, members);
    }

    private PreparedDownload prepared(Tlv tlv) {
        return new PreparedDownload(
                tlv.find(0x80).map(id -> new TransactionId(id.sized(1, 16))),
                keyPair(tlv.child(0x81).value()),
                Certificate.of(tlv.child(0xA2).only()),
                tlv.child(0x83).value(),
                tlv.child(0x84).asText(),
                tlv.child(0x85).asBoolean());
    }

    private EcKeyPair keyPair(Bytes pkcs8) {
        return crypto.keyPair(crypto.privateKey(pkcs8));
    }
}
