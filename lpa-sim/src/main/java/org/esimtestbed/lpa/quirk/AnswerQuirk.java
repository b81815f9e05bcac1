package org.esimtestbed.lpa.quirk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.lpa.card.Es10Door;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Where the LPA does not ask the card, does not listen to it, or passes something else on.
public sealed interface AnswerQuirk extends CommandQuirk {
    Bytes command(Tlv request, Es10Door honest);

    @Override
    default Es10Door around(Es10Door honest) {
        return new Es10Door() {
            @Override
            public Bytes command(Tlv request) {
                return AnswerQuirk.this.command(request, honest);
            }

            @Override
            public Bytes segment(Bytes segment) {
                return honest.segment(segment);
            }
        };
    }

    record NotificationsKept() implements AnswerQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "notifications-kept",
                "Notifications that were delivered stay on the eUICC.",
                "SGP.22 §3.5, §5.7.11",
                "iebb/NekokoLPA2#42; commaai/openpilot#38241",
                "the server acknowledges them again, each time",
                NotificationsKept::new);

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            return request.tag() == RemoveNotificationFromList.TAG
                    ? RemoveNotificationFromList.Result.OK.encode().raw()
                    : honest.command(request);
        }
    }

    /// As if the eUICC named no Root SM-DS.
    record NoDiscovery() implements AnswerQuirk {
        private static final int ROOT_DS_ADDRESS = 0x81;

        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "no-discovery",
                "The LPA asks no SM-DS, whichever the eUICC names.",
                "SGP.22 §3.6.2, §5.7.3",
                "estkme-group/lpac#188",
                "the event stays at the SM-DS, and the order Released",
                NoDiscovery::new);

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            var answer = honest.command(request);
            if (request.tag() != GetEuiccConfiguredAddresses.TAG) return answer;
            return Tlv.of(
                            request.tag(),
                            Tlv.parse(answer).children().stream()
                                    .map(it -> it.tag() == ROOT_DS_ADDRESS ? Tlv.text(ROOT_DS_ADDRESS, "") : it)
                                    .toList())
                    .raw();
        }
    }

    /// The first challenge there ever was.
    final class ChallengeReused implements AnswerQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "challenge-reused",
                "Every session uses the euiccChallenge of the first.",
                "SGP.22 §5.7.7, §5.7.13: euiccChallengeMismatch(6)",
                "SGP.23: error cases of AuthenticateServer",
                "eUICC: AuthenticateServer euiccChallengeMismatch(6)",
                ChallengeReused::new);

        private Optional<Bytes> first = Optional.empty();

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            var answer = honest.command(request);
            if (request.tag() != GetEuiccChallenge.TAG) return answer;
            if (first.isEmpty()) first = Optional.of(answer);
            return first.get();
        }
    }

    record OldSvn() implements AnswerQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "old-svn",
                "euiccInfo1 announces SVN 1.0.0.",
                "SGP.22 §5.6.1: 8.8.3/3.1",
                "damonto/euicc-go@3095b49; waigel/euicc-rsp@cf8dd2b",
                "refuses with 8.8.3/3.1",
                OldSvn::new);

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            var answer = honest.command(request);
            if (request.tag() != GetEuiccInfo1.TAG) return answer;
            var info = Tlv.parse(answer);
            return Tlv.of(
                            info.tag(),
                            info.children().stream()
                                    .map(it -> it.tag() == 0x82 ? Tlv.of(0x82, new Version(1, 0, 0).bytes()) : it)
                                    .toList())
                    .raw();
        }
    }

    record Unpacked() implements AnswerQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "unpacked-answer",
                "What the server has answered goes to the card as it came, without the tag of AuthenticateServer.",
                "SGP.22 §5.7.13",
                "waigel/euicc-lpa@b3094ea, @10a685b",
                "eUICC: 6A88",
                Unpacked::new);

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            return request.tag() == AuthenticateServer.TAG ? honest.segment(request.value()) : honest.command(request);
        }
    }

    record PolicyUnchecked() implements AnswerQuirk {
        // nibbles E stand for any digit
        private static final OperatorId ANYBODY =
                new OperatorId(Bytes.hex("EEEEEE"), Optional.empty(), Optional.empty());

        private static final Bytes EVERYTHING = GetRat.encode(
                        List.of(new GetRat.Rule(Set.of(PolicyRule.values()), List.of(ANYBODY), false)))
                .raw();

        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "policy-unchecked",
                "Profile Policy Rules are held against nothing: neither the Rules Authorisation Table nor what is installed.",
                "SGP.22 §2.9.2.1, §3.1.3",
                "Iapyx-Informatica/onomondo-ipa#2; estkme-group/lpac#63",
                "eUICC: errorReason pprNotAllowed(15)",
                PolicyUnchecked::new);

        @Override
        public Bytes command(Tlv request, Es10Door honest) {
            return switch (request.tag()) {
                case GetRat.TAG -> EVERYTHING;
                case GetProfilesInfo.TAG ->
                    Tlv.of(GetProfilesInfo.TAG, Tlv.of(0xA0)).raw();
                default -> honest.command(request);
            };
        }
    }
}
