package org.esimtestbed.euicc.state;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
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

/// A [CardState] as one data object, with tags of its own. Messages keep the octets they had.
final class CardStateCodec {
    static final int STATE = 0xE6;
    private static final int DEFAULT_DP_ADDRESS = 0x80;
    private static final int NEXT_SEQUENCE_NUMBER = 0x81;
    private static final int PROFILES = 0xA2;
    private static final int PROFILE = 0xE7;
    private static final int NOTIFICATIONS = 0xA3;
    private static final int PREPARED = 0xA4;
    private static final int INTERRUPTIONS = 0x85;

    private final Crypto crypto;
    private final ProfileContentCodec contentCodec = new ProfileContentCodec();

    CardStateCodec(Crypto crypto) {
        this.crypto = crypto;
    }

    Tlv encode(CardState state) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.text(DEFAULT_DP_ADDRESS, state.defaultDpAddress()));
        members.add(Tlv.number(NEXT_SEQUENCE_NUMBER, state.nextSequenceNumber()));
        members.add(Tlv.of(PROFILES, state.profiles().stream().map(this::encode).toList()));
        members.add(Tlv.of(
                NOTIFICATIONS,
                state.notifications().stream().map(CardStateCodec::encode).toList()));
        members.add(Tlv.number(INTERRUPTIONS, state.interruptions()));
        state.prepared().ifPresent(it -> members.add(encode(it)));
        return Tlv.of(STATE, members);
    }

    /// @throws MalformedTlv             if the data object is no state
    /// @throws IllegalArgumentException if a value in it is impossible
    CardState decode(Tlv tlv) {
        tlv.expect(STATE);
        return new CardState(
                tlv.child(PROFILES).children().stream().map(this::profile).toList(),
                tlv.child(DEFAULT_DP_ADDRESS).asText(),
                tlv.child(NEXT_SEQUENCE_NUMBER).asLong(),
                tlv.child(NOTIFICATIONS).children().stream()
                        .map(CardStateCodec::notification)
                        .toList(),
                tlv.find(PREPARED).map(this::prepared),
                tlv.child(INTERRUPTIONS).asInt());
    }

    private static Tlv encode(StoredNotification notification) {
        return Tlv.of(
                Tags.SEQUENCE,
                Tlv.number(0x80, notification.seqNumber()),
                Tlv.number(0x81, notification.event().ordinal()),
                Tlv.of(0xA2, notification.tlv()));
    }

    private static StoredNotification notification(Tlv tlv) {
        int event = tlv.child(0x81).asInt();
        var events = NotificationEvent.values();
        if (event < 0 || event >= events.length) throw tlv.malformed("names no event");
        return new StoredNotification(
                tlv.child(0x80).asLong(), events[event], tlv.child(0xA2).only());
    }

    private Tlv encode(InstalledProfile profile) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(Tags.ISDP_AID, profile.isdpAid().bytes()));
        members.add(Tlv.number(0x80, profile.state().ordinal()));
        members.add(profile.metadata().encode());
        profile.nickname().ifPresent(it -> members.add(Tlv.text(0x81, it)));
        profile.dpProprietaryData().ifPresent(it -> members.add(Tlv.of(0xA2, List.of(it))));
        members.add(contentCodec.encode(profile.content()));
        return Tlv.of(PROFILE, members);
    }

    private InstalledProfile profile(Tlv tlv) {
        tlv.expect(PROFILE);
        return new InstalledProfile(
                new Aid(tlv.child(Tags.ISDP_AID).value()),
                ProfileState.of(tlv.child(0x80)),
                ProfileMetadata.of(tlv.child(Tags.STORE_METADATA)),
                tlv.find(0x81).map(Tlv::asText),
                tlv.find(0xA2).map(Tlv::only),
                contentCodec.decode(tlv.child(ProfileContentCodec.CONTENT)));
    }

    private Tlv encode(PreparedDownload download) {
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
                new Certificate(tlv.child(0xA2).only()),
                tlv.child(0x83).value(),
                tlv.child(0x84).asText(),
                tlv.child(0x85).asBoolean());
    }

    private EcKeyPair keyPair(Bytes pkcs8) {
        return crypto.keyPair(crypto.privateKey(pkcs8));
    }
}
