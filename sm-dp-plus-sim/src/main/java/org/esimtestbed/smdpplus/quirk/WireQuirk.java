package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.AUTHENTICATE_CLIENT;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.CANCEL_SESSION;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.HANDLE_NOTIFICATION;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What goes wrong between a function and the wire: HTTP and the text of the JSON (SGP.22 §6.2 to §6.6).
public sealed interface WireQuirk extends Quirk {
    HttpAnswer bend(HttpAnswer honest);

    record LowerCaseTransactionId() implements WireQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "lower-case-transaction-id",
                "transactionId is hexadecimal in lower case.",
                "SGP.22 §6.5.2.6",
                "osmocom/pysim@7b524fa",
                Set.of(INITIATE_AUTHENTICATION, AUTHENTICATE_CLIENT, GET_BOUND_PROFILE_PACKAGE),
                new LowerCaseTransactionId());

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            return honest.json(body -> {
                var id = body.path("transactionId").asString("");
                if (!id.isEmpty()) body.put("transactionId", id.toLowerCase(Locale.ROOT));
            });
        }
    }

    /// What comes where 204 without a body belongs.
    enum Acknowledgement {
        JSON,
        EMPTY
    }

    record NotificationAnswer(Acknowledgement acknowledgement) implements WireQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "notification-answer",
                "HandleNotification is answered with HTTP 200, and a JSON header or nothing, instead of 204.",
                "SGP.22 §6.3",
                "osmocom/pysim@92bae20, @0519e2b, @96e2a52; onomondo/onomondo-eim@d0af21d",
                Set.of(HANDLE_NOTIFICATION),
                Acknowledgement.class,
                NotificationAnswer::new);

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            if (honest.status() != 204) return honest;
            return acknowledgement == Acknowledgement.EMPTY
                    ? new HttpAnswer(200, honest.adminProtocol(), Optional.empty(), Bytes.EMPTY)
                    : new HttpAnswer(
                            200,
                            honest.adminProtocol(),
                            Optional.of(HttpBinding.JSON),
                            Bytes.utf8("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}"));
        }
    }

    /// @param announced what the header says; absent leaves it out
    record AdminProtocol(Optional<String> announced) implements WireQuirk {
        private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,60}");

        static final QuirkKind KIND = new QuirkKind(
                "admin-protocol",
                "X-Admin-Protocol is missing from the answers, or announces another version.",
                "SGP.22 §6.2",
                "damonto/euicc-go@3095b49, @b857ac9; osmocom/osmo-ttcn3-hacks@ea08c671",
                "none, or what is announced, e.g. gsma/rsp/v2.5.0; none where left out",
                EnumSet.allOf(Es9PlusFunction.class),
                given -> new AdminProtocol(given.filter(it -> !it.equals("none"))));

        public AdminProtocol {
            announced.ifPresent(it -> {
                if (!FORM.matcher(it).matches()) throw new IllegalArgumentException("no value of a header: " + it);
            });
        }

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            return new HttpAnswer(honest.status(), announced, honest.contentType(), honest.body());
        }
    }

    record UnpaddedBase64() implements WireQuirk {
        private static final List<String> MEMBERS = List.of(
                "serverSigned1",
                "serverSignature1",
                "euiccCiPKIdToBeUsed",
                "serverCertificate",
                "profileMetadata",
                "smdpSigned2",
                "smdpSignature2",
                "smdpCertificate",
                "boundProfilePackage");

        static final QuirkKind KIND = QuirkKind.plain(
                "unpadded-base64",
                "Base64 ends without its padding.",
                "SGP.22 §6.5.2; RFC 4648 §3.2",
                "damonto/euicc-go@bfdbd40",
                Set.of(INITIATE_AUTHENTICATION, AUTHENTICATE_CLIENT, GET_BOUND_PROFILE_PACKAGE),
                new UnpaddedBase64());

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            return honest.json(body -> MEMBERS.stream()
                    .filter(body::has)
                    .forEach(it -> body.put(it, body.path(it).asString().replaceFirst("=+$", ""))));
        }
    }

    record MisspeltKey() implements WireQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "misspelt-key",
                "euiccCiPKIdToBeUsed is written euiccCiPkidToBeUsed.",
                "SGP.22 §6.5.2.6",
                "waigel/euicc-smdp@6280968",
                Set.of(INITIATE_AUTHENTICATION),
                new MisspeltKey());

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            return honest.json(body -> {
                var value = body.remove("euiccCiPKIdToBeUsed");
                if (value != null) body.set("euiccCiPkidToBeUsed", value);
            });
        }
    }

    record ExtraMembers() implements WireQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "extra-members",
                "Answers have members of a later version, which a client is to ignore.",
                "SGP.22 §6.5.1; SGP.23 AuthenticateClient #19 to #21",
                "osmocom/osmo-ttcn3-hacks:smdpp",
                Set.of(INITIATE_AUTHENTICATION, AUTHENTICATE_CLIENT, GET_BOUND_PROFILE_PACKAGE, CANCEL_SESSION),
                new ExtraMembers());

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            return honest.json(body -> {
                body.put("rpmPending", false);
                body.putObject("ofALaterVersion").put("member", 1);
            });
        }
    }

    record Asn1OkTag() implements WireQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "asn1-ok-tag",
                "In the ASN.1 binding, what AuthenticateClient succeeds with has tag 30 in place of A0.",
                "SGP.22 §6.6: automatic tags",
                "waigel/euicc-tools@78de318; waigel/euicc-lpa@72d4730",
                Set.of(AUTHENTICATE_CLIENT),
                new Asn1OkTag());

        @Override
        public HttpAnswer bend(HttpAnswer honest) {
            if (!honest.isAsn1()) return honest;
            var envelope = Tlv.parse(honest.body());
            var function = envelope.only();
            var answer = function.only();
            if (answer.tag() != 0xA0) return honest;
            var bent = Tlv.of(envelope.tag(), Tlv.of(function.tag(), Tlv.of(0x30, answer.value())));
            return honest.withBody(bent.raw());
        }
    }
}
