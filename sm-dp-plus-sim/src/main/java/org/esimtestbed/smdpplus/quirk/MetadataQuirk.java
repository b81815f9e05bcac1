package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.AUTHENTICATE_CLIENT;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What goes wrong with the Profile Metadata (SGP.22 §5.5.3), in the offer and in the package alike unless said
/// otherwise.
sealed interface MetadataQuirk extends MessageQuirk {
    int PROFILE_NAME = 0x92;
    int ICON_TYPE = 0x93;
    int ICON = 0x94;
    int PROFILE_CLASS = 0x95;
    int NOTIFICATIONS = 0xB6;

    Set<Es9PlusFunction> BOTH = Set.of(AUTHENTICATE_CLIENT, GET_BOUND_PROFILE_PACKAGE);

    /// @param honest BF25
    Tlv bend(Tlv honest);

    record IccidInReadingOrder() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "iccid-in-reading-order",
                "The ICCID of the metadata is not coded as in EF.ICCID: its nibbles are not swapped.",
                "SGP.22 §5.5.3; where the octets still make an ICCID, §5.5.5: errorReason 13",
                "waigel/euicc-tools@117ef57",
                BOTH,
                new IccidInReadingOrder());

        @Override
        public Tlv bend(Tlv honest) {
            return Spoil.member(honest, Tags.ICCID, iccid -> {
                var swapped = new StringBuilder();
                var hex = iccid.value().hex();
                for (int i = 0; i < hex.length(); i += 2)
                    swapped.append(hex.charAt(i + 1)).append(hex.charAt(i));
                return Tlv.of(Tags.ICCID, Bytes.hex(swapped.toString()));
            });
        }
    }

    record NoProfileClass() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "no-profile-class",
                "profileClass is left out: whatever the Profile is, it counts as operational.",
                "SGP.22 §2.4.5.3",
                "waigel/euicc-tools@c20c033; waigel/euicc-rsp@b26f0f3",
                BOTH,
                new NoProfileClass());

        @Override
        public Tlv bend(Tlv honest) {
            return Tlv.of(
                    honest.tag(),
                    honest.children().stream()
                            .filter(it -> it.tag() != PROFILE_CLASS)
                            .toList());
        }
    }

    record MinimalMetadata() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "minimal-metadata",
                "The package holds ICCID and two names only, whatever the LPA was shown: icon, class, policy rules and"
                        + " notification addresses are lost.",
                "SGP.22 §3.1.3: the LPA cancels with metadataMismatch(4)",
                "waigel/euicc-rsp@b26f0f3",
                Set.of(GET_BOUND_PROFILE_PACKAGE),
                new MinimalMetadata());

        @Override
        public Tlv bend(Tlv honest) {
            return Spoil.keeping(honest, List.of(Tags.ICCID, 0x91, PROFILE_NAME));
        }
    }

    /// How the events of one address are told.
    enum Bits {
        /// An entry for each event.
        SEPARATE,
        /// An entry whose BIT STRING claims more unused bits than an octet has.
        MALFORMED
    }

    record NotificationBits(Bits bits) implements MetadataQuirk {
        private static final int EVENTS = 0x80;

        static final QuirkKind KIND = QuirkKind.choice(
                "notification-bits",
                "notificationConfigurationInfo has an entry for each event, or one whose bits are no BIT STRING.",
                "SGP.22 §2.4.2: profileManagementOperation is a BIT STRING",
                "damonto/euicc-go@8d873a2; damonto/euicc-rs@48623da",
                BOTH,
                Bits.class,
                NotificationBits::new);

        @Override
        public Tlv bend(Tlv honest) {
            return Spoil.member(honest, NOTIFICATIONS, list -> {
                var entries = new ArrayList<Tlv>();
                for (var entry : list.children()) entries.addAll(bent(entry));
                return Tlv.of(NOTIFICATIONS, entries);
            });
        }

        private List<Tlv> bent(Tlv entry) {
            return switch (bits) {
                case SEPARATE ->
                    List.of(0x80, 0x40, 0x20, 0x10).stream()
                            .filter(bit -> (firstOctet(entry.child(EVENTS)) & bit) != 0)
                            .map(bit -> with(entry, Bytes.of(Integer.numberOfTrailingZeros(bit), bit)))
                            .toList();
                case MALFORMED -> List.of(with(entry, Bytes.of(9, 0xF0)));
            };
        }

        private static int firstOctet(Tlv bitString) {
            return bitString.value().size() < 2 ? 0 : bitString.value().at(1);
        }

        private static Tlv with(Tlv entry, Bytes events) {
            return Spoil.member(entry, EVENTS, _ -> Tlv.of(EVENTS, events));
        }
    }

    record PaddedAddress() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "padded-notification-address",
                "notificationAddress has a space before and behind it.",
                "SGP.22 §2.4.2: it is an FQDN",
                "damonto/euicc-go@1415e91; estkme-group/lpac#256",
                BOTH,
                new PaddedAddress());

        @Override
        public Tlv bend(Tlv honest) {
            return Spoil.member(
                    honest,
                    NOTIFICATIONS,
                    list -> Tlv.of(
                            NOTIFICATIONS,
                            list.children().stream()
                                    .map(entry ->
                                            Spoil.member(entry, 0x81, it -> Tlv.text(0x81, " " + it.asText() + " ")))
                                    .toList()));
        }
    }

    record PaddedIntegers() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "padded-integers",
                "INTEGERs of the metadata have an octet 00 more than they need.",
                "X.690 §8.3.2",
                "osmocom/pysim@3a905d6; estkme-group/lpac@814d7e1; damonto/euicc-go@e35e95b",
                BOTH,
                new PaddedIntegers());

        @Override
        public Tlv bend(Tlv honest) {
            var icon = Spoil.member(honest, ICON_TYPE, PaddedIntegers::padded);
            return Spoil.member(icon, PROFILE_CLASS, PaddedIntegers::padded);
        }

        private static Tlv padded(Tlv integer) {
            return Tlv.of(integer.tag(), Bytes.of(0).plus(integer.value()));
        }
    }

    record EmptyIcon() implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "empty-icon",
                "The metadata has an icon without an octet.",
                "X.690 §8.1.3; SGP.22 §5.5.3 sets no least size",
                "estkme-group/lpac@198f8d6; damonto/euicc-go@074dee3; euicc-go/rsp-dump@dcacfe5",
                BOTH,
                new EmptyIcon());

        @Override
        public Tlv bend(Tlv honest) {
            var members = new ArrayList<Tlv>();
            for (var member : honest.children()) {
                if (member.tag() == ICON_TYPE || member.tag() == ICON) continue;
                members.add(member);
                if (member.tag() == PROFILE_NAME) {
                    members.add(Tlv.number(ICON_TYPE, 1));
                    members.add(Tlv.of(ICON, Bytes.EMPTY));
                }
            }
            return Tlv.of(honest.tag(), members);
        }
    }

    /// @param octets 2 or 3, behind 82 or 83
    record LongLengths(int octets) implements MetadataQuirk {
        static final QuirkKind KIND = QuirkKind.number(
                "long-lengths",
                "The metadata writes every length in the long form, 82 00 05 for 05.",
                "X.690 §10.1: DER wants the fewest octets",
                "estkme-group/lpac@198f8d6; damonto/euicc-go@074dee3; euicc-go/rsp-dump@dcacfe5",
                "2 or 3 octets; 2 where left out",
                BOTH,
                2,
                LongLengths::new);

        public LongLengths {
            if (octets != 2 && octets != 3) throw new IllegalArgumentException("the long form here has 2 or 3 octets");
        }

        @Override
        public Tlv bend(Tlv honest) {
            var value = honest.isConstructed()
                    ? Tlv.join(honest.children().stream().map(this::bend).toList())
                    : honest.value();
            var shortest = Tlv.header(honest.tag(), 0);
            var tag = shortest.first(shortest.size() - 1);
            int size = value.size();
            var length = octets == 2 ? Bytes.of(0x82, size >> 8, size) : Bytes.of(0x83, size >> 16, size >> 8, size);
            return Tlv.parse(Bytes.concat(tag, length, value));
        }
    }
}
