package org.esimtestbed.lpa.quirk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.esimtestbed.lpa.card.Es10Door;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What is wrong with the request of a function of ES10 (SGP.22 §5.7).
public sealed interface RequestQuirk extends CommandQuirk {
    Tlv bend(Tlv request);

    @Override
    default Es10Door around(Es10Door honest) {
        return new Es10Door() {
            @Override
            public Bytes command(Tlv request) {
                return honest.command(bend(request));
            }

            @Override
            public Bytes segment(Bytes segment) {
                return honest.segment(segment);
            }
        };
    }

    /// The data object with one of its members as another.
    private static Tlv with(Tlv parent, int tag, UnaryOperator<Tlv> change) {
        return Tlv.of(
                parent.tag(),
                parent.children().stream()
                        .map(it -> it.tag() == tag ? change.apply(it) : it)
                        .toList());
    }

    private static Tlv without(Tlv parent, int tag) {
        return Tlv.of(
                parent.tag(),
                parent.children().stream().filter(it -> it.tag() != tag).toList());
    }

    /// What is wrong with the MatchingID.
    enum MatchingIdForm {
        LOWER_CASE,
        PADDED,
        EMPTY,
        OMITTED
    }

    record MatchingId(MatchingIdForm form) implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "matching-id",
                "The MatchingID of the Activation Code is sent in lower case, with a space behind it, empty, or not at all.",
                "SGP.22 §3.1.2, §4.1.1",
                "estkme-group/lpac#263, #239; euicc-go/rsp-dump@573ec67",
                "refuses with 8.2.6/3.8; `empty` and `omitted`: 8.1.1/3.8, unless an order waits for the EID",
                MatchingIdForm.class,
                MatchingId::new);

        @Override
        public Tlv bend(Tlv request) {
            if (request.tag() != AuthenticateServer.TAG) return request;
            return with(request, 0xA0, context -> switch (form) {
                case LOWER_CASE -> text(context, context.child(0x80).asText().toLowerCase(Locale.ROOT));
                case PADDED -> text(context, context.child(0x80).asText() + " ");
                case EMPTY -> text(context, "");
                case OMITTED -> without(context, 0x80);
            });
        }

        private static Tlv text(Tlv context, String id) {
            return with(context, 0x80, _ -> Tlv.text(0x80, id));
        }
    }

    /// What is wrong with DeviceInfo.
    enum Lack {
        NO_TAC,
        NO_CAPABILITIES,
        SIXTEEN_DIGITS
    }

    record DeviceInfoWrong(Lack lack) implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "device-info",
                "DeviceInfo lacks the TAC or the capabilities, or its IMEI is 16 digits with a 0 for the F.",
                "SGP.22 §4.2, §5.7.13",
                "osmocom/pysim@a86b1ab; iebb/NekokoLPA2#33, #38; estkme-group/lpac#415",
                "eUICC: AuthenticateServer undefinedError(127); `sixteen-digits` is taken",
                Lack.class,
                DeviceInfoWrong::new);

        @Override
        public Tlv bend(Tlv request) {
            if (request.tag() != AuthenticateServer.TAG) return request;
            return with(
                    request,
                    0xA0,
                    context -> with(context, 0xA1, info -> switch (lack) {
                        case NO_TAC -> without(info, 0x80);
                        case NO_CAPABILITIES -> without(info, 0xA1);
                        case SIXTEEN_DIGITS -> sixteenDigits(without(info, 0x82));
                    }));
        }

        private static Tlv sixteenDigits(Tlv info) {
            var members = new ArrayList<>(info.children());
            members.add(Tlv.of(0x82, Bytes.hex("3520990017614230")));
            return Tlv.of(info.tag(), members);
        }
    }

    /// What is wrong with hashCc.
    enum Hash {
        MISSING,
        HASHED_AGAIN
    }

    record ConfirmationCodeHash(Hash hash) implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "confirmation-code",
                "The hash of the Confirmation Code is not sent, or is hashed once too often.",
                "SGP.22 §4.7, §5.6.2: 8.2.7/2.2, 8.2.7/3.8",
                "damonto/euicc-go@f64cf63; estkme-group/lpac#134; Truphone/LPAdesktop#8",
                "refuses with 8.2.7/2.2 or 8.2.7/3.8",
                Hash.class,
                ConfirmationCodeHash::new);

        @Override
        public Tlv bend(Tlv request) {
            if (request.tag() != PrepareDownload.TAG) return request;
            return switch (hash) {
                case MISSING -> without(request, Tags.OCTET_STRING);
                case HASHED_AGAIN ->
                    with(request, Tags.OCTET_STRING, it -> Tlv.of(Tags.OCTET_STRING, Sha256.of(it.value())));
            };
        }
    }

    record CancelReason() implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "cancel-reason",
                "Every session that ends early is said to be postponed.",
                "SGP.22 §5.7.14",
                "damonto/euicc-go@7f066eb",
                "the order stays Released although the End User has rejected it",
                CancelReason::new);

        @Override
        public Tlv bend(Tlv request) {
            if (request.tag() != CancelSession.TAG) return request;
            return with(request, 0x81, _ -> CancelSessionReason.POSTPONED.encode(0x81));
        }
    }

    record UnwrappedChoice() implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "unwrapped-choice",
                "Profile identifiers and search criteria are sent without their explicit tag A0.",
                "SGP.22 §5.7.10, §5.7.16, §5.7.17; X.680 §31.2.7",
                "MengMengCode/VoCat#130; waigel/euicc-lpa@1d3eb2e",
                "eUICC: undefinedError(127); no notification is delivered",
                UnwrappedChoice::new);

        @Override
        public Tlv bend(Tlv request) {
            return switch (request.tag()) {
                case EnableProfile.TAG, DisableProfile.TAG -> with(request, 0xA0, Tlv::only);
                case RetrieveNotificationsList.TAG -> Tlv.of(request.tag(), Tlv.of(0x81, Bytes.hex("04F0")));
                default -> request;
            };
        }
    }

    record ShortIccid() implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "short-iccid",
                "An ICCID of 18 digits is sent in 9 octets.",
                "SGP.22 §5.7.16 to §5.7.18, §5.7.21: an ICCID has 10 octets",
                "estkme-group/lpac#457; fildunsky/luci-app-5gmodem#30",
                "eUICC: undefinedError(127); an LPA that then names the Profile by its AID gets it enabled",
                ShortIccid::new);

        @Override
        public Tlv bend(Tlv request) {
            return switch (request.tag()) {
                case SetNickname.TAG, DeleteProfile.TAG -> with(request, Tags.ICCID, ShortIccid::shortened);
                case EnableProfile.TAG, DisableProfile.TAG ->
                    with(request, 0xA0, named -> with(named, Tags.ICCID, ShortIccid::shortened));
                default -> request;
            };
        }

        private static Tlv shortened(Tlv iccid) {
            return iccid.value().last(1).equals(Bytes.hex("FF"))
                    ? Tlv.of(Tags.ICCID, iccid.value().first(9))
                    : iccid;
        }
    }

    /// Octets of others, the server's signed objects and certificates (tag 30), stay as they came.
    record LongLengths() implements RequestQuirk {
        private static final int OF_OTHERS = 0x30;
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "long-lengths",
                "Lengths of ES10 requests are written 82 00 05 for 05.",
                "X.690 §10.1: DER wants the fewest octets",
                "estkme-group/lpac@198f8d6; damonto/euicc-go@074dee3",
                "takes them",
                LongLengths::new);

        @Override
        public Tlv bend(Tlv request) {
            return Tlv.parse(lengthened(request));
        }

        private static Bytes lengthened(Tlv tlv) {
            if (tlv.tag() == OF_OTHERS) return tlv.raw(); // a signature covers its length too
            var value = Tlv.isConstructed(tlv.tag())
                    ? tlv.children().stream().map(LongLengths::lengthened).reduce(Bytes.EMPTY, Bytes::plus)
                    : tlv.value();
            var tag = Tlv.header(tlv.tag(), 0);
            int size = value.size();
            var length = size < 0x100 ? Bytes.of(0x82, 0, size) : Bytes.of(0x83, 0, size >> 8, size);
            return Bytes.concat(tag.first(tag.size() - 1), length, value);
        }
    }

    record PaddedIntegers() implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "padded-integers",
                "INTEGERs of ES10 requests have an octet 00 more than they need.",
                "X.690 §8.3.2",
                "osmocom/pysim@3a905d6; estkme-group/lpac@814d7e1; damonto/euicc-go@e35e95b",
                "takes them",
                PaddedIntegers::new);

        @Override
        public Tlv bend(Tlv request) {
            return switch (request.tag()) {
                case RemoveNotificationFromList.TAG -> with(request, 0x80, PaddedIntegers::padded);
                case CancelSession.TAG -> with(request, 0x81, PaddedIntegers::padded);
                default -> request;
            };
        }

        private static Tlv padded(Tlv integer) {
            return Tlv.of(integer.tag(), Bytes.of(0).plus(integer.value()));
        }
    }

    record NoRefresh() implements RequestQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "no-refresh",
                "EnableProfile and DisableProfile never ask for REFRESH: the device goes on with the Profile it had.",
                "SGP.22 §3.2.1, §5.7.16, §5.7.17",
                "waigel/euicc-lpa@1d3eb2e; Iapyx-Informatica/onomondo-ipa#3",
                "eUICC: switches and raises no REFRESH",
                NoRefresh::new);

        @Override
        public Tlv bend(Tlv request) {
            return List.of(EnableProfile.TAG, DisableProfile.TAG).contains(request.tag())
                    ? with(request, 0x81, _ -> Tlv.bool(0x81, false))
                    : request;
        }
    }
}
