package org.esimtestbed.lpa.quirk;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.esimtestbed.lpa.server.ServerDoor.Letter;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with a request of ES9+ as it is written: HTTP and the text of the JSON (SGP.22 §6.2 to §6.5).
public sealed interface LetterQuirk extends LpaQuirk {
    Letter bend(Letter honest);

    private static Letter json(Letter honest, Consumer<ObjectNode> change) {
        var body = (ObjectNode) RspJson.mapper().readTree(honest.body().toArray());
        change.accept(body);
        return new Letter(
                honest.address(),
                honest.function(),
                honest.headers(),
                Bytes.wrap(RspJson.mapper().writeValueAsBytes(body)));
    }

    record LowerCaseTransactionId() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "lower-case-transaction-id",
                "transactionId is hexadecimal in lower case.",
                "SGP.22 §6.5.2.6",
                "osmocom/pysim@7b524fa",
                "takes it",
                LowerCaseTransactionId::new);

        @Override
        public Letter bend(Letter honest) {
            return json(honest, body -> {
                var id = body.path("transactionId").asString("");
                if (!id.isEmpty()) body.put("transactionId", id.toLowerCase(Locale.ROOT));
            });
        }
    }

    record RequestHeader() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "request-header",
                "Requests of ES9+ carry the header of ES2+.",
                "SGP.22 §6.5.1.3",
                "osmocom/pysim@50d9e2a",
                "ignores it",
                RequestHeader::new);

        @Override
        public Letter bend(Letter honest) {
            return json(
                    honest,
                    body -> body.putObject("header")
                            .put("functionRequesterIdentifier", "lpa")
                            .put("functionCallIdentifier", "1"));
        }
    }

    record ExtraMembers() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "extra-members",
                "Requests have members of a later version, which a server is to ignore.",
                "SGP.22 §6.5.1; SGP.23 AuthenticateClient #19 to #21",
                "osmocom/osmo-ttcn3-hacks:smdpp",
                "ignores them",
                ExtraMembers::new);

        @Override
        public Letter bend(Letter honest) {
            return json(honest, body -> body.putObject("ofALaterVersion").put("member", 1));
        }
    }

    /// Which header is wrong.
    enum HttpHeader {
        NO_USER_AGENT,
        NO_ADMIN_PROTOCOL,
        OLD_ADMIN_PROTOCOL,
        TEXT_PLAIN
    }

    record Headers(HttpHeader wrong) implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "headers",
                "User-Agent or X-Admin-Protocol is missing, another major version is announced, or the body is said to be"
                        + " plain text.",
                "SGP.22 §6.2",
                "osmocom/pysim@f07161d, @5316f2b; damonto/euicc-go@3095b49, @b857ac9",
                "a lenient server takes the first three, a strict one answers 1.3.1/2.2 or 1.3.2/3.1; "
                        + "`text-plain`: HTTP 415",
                HttpHeader.class,
                Headers::new);

        @Override
        public Letter bend(Letter honest) {
            var headers = new HashMap<>(honest.headers());
            switch (wrong) {
                // an empty one: the JDK's client would put its own name in the place of none
                case NO_USER_AGENT -> headers.put("User-Agent", "");
                case NO_ADMIN_PROTOCOL -> headers.remove(HttpBinding.ADMIN_PROTOCOL);
                case OLD_ADMIN_PROTOCOL -> headers.put(HttpBinding.ADMIN_PROTOCOL, "gsma/rsp/v1.0.0");
                case TEXT_PLAIN -> headers.put("Content-Type", "text/plain");
            }
            return new Letter(honest.address(), honest.function(), headers, honest.body());
        }
    }

    record UnpaddedBase64() implements LetterQuirk {
        private static final List<String> MEMBERS = List.of(
                "euiccChallenge",
                "euiccInfo1",
                "authenticateServerResponse",
                "prepareDownloadResponse",
                "cancelSessionResponse",
                "pendingNotification");

        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "unpadded-base64",
                "Base64 ends without its padding.",
                "SGP.22 §6.5.2; RFC 4648 §3.2",
                "damonto/euicc-go@bfdbd40",
                "takes it",
                UnpaddedBase64::new);

        @Override
        public Letter bend(Letter honest) {
            return json(
                    honest,
                    body -> MEMBERS.stream()
                            .filter(body::has)
                            .forEach(it -> body.put(it, body.path(it).asString().replaceFirst("=+$", ""))));
        }
    }

    /// What stands where Base64 belongs.
    enum InfoForm {
        HEXADECIMAL,
        OBJECT
    }

    record EuiccInfoForm(InfoForm form) implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "euicc-info-form",
                "euiccInfo1 is hexadecimal text, or an object of JSON, instead of the Base64 of its DER.",
                "SGP.22 §5.6.1, §6.5.2",
                "akhawanda/eUICC@c785c47, @ca0e9cb",
                "refuses with 1.3.1/2.1",
                InfoForm.class,
                EuiccInfoForm::new);

        @Override
        public Letter bend(Letter honest) {
            if (!honest.function().equals(InitiateAuthentication.PATH)) return honest;
            return json(honest, body -> {
                var info = Bytes.base64(body.path("euiccInfo1").asString());
                switch (form) {
                    case HEXADECIMAL -> body.put("euiccInfo1", info.hex());
                    case OBJECT -> body.putObject("euiccInfo1").put("svn", "2.2.2");
                }
            });
        }
    }

    record OkTag() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "ok-tag",
                "authenticateResponseOk is sent with tag 30 in place of A0.",
                "SGP.22 §5.7.13: automatic tags",
                "waigel/euicc-tools@78de318; waigel/euicc-lpa@72d4730",
                "refuses with 1.3.1/2.1",
                OkTag::new);

        @Override
        public Letter bend(Letter honest) {
            if (!honest.function().equals(AuthenticateClient.PATH)) return honest;
            return json(honest, body -> {
                var response = Tlv.parse(
                        Bytes.base64(body.path("authenticateServerResponse").asString()));
                var bent = Tlv.of(response.tag(), Tlv.of(0x30, response.only().value()));
                body.put("authenticateServerResponse", bent.raw().base64());
            });
        }
    }

    record ForgedResult() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "forged-result",
                "Notifications are changed on the way, so that the eUICC's signature does not verify.",
                "SGP.22 §2.5.6, §5.6.4",
                "waigel/euicc-rsp@aca5692",
                "acknowledges and does not believe it: the order stays Downloaded",
                ForgedResult::new);

        @Override
        public Letter bend(Letter honest) {
            if (!honest.function().equals(HandleNotification.PATH)) return honest;
            return json(honest, body -> {
                var notification = Bytes.base64(body.path("pendingNotification").asString());
                int last = notification.size() - 1; // of the signature, or of a certificate behind it
                body.put(
                        "pendingNotification",
                        notification
                                .with(last, Bytes.of(notification.at(last) ^ 1))
                                .base64());
            });
        }
    }

    record AddressAsUrl() implements LetterQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "address-as-url",
                "The address of a server, SM-DP+ or SM-DS, is sent as a URL with its scheme.",
                "SGP.22 §5.6.1, §5.8.1: an FQDN",
                "damonto/euicc-go@85e2be8, @22de1d7",
                "refuses with 8.8.1/3.8, an SM-DS with 8.9.1/3.8",
                AddressAsUrl::new);

        @Override
        public Letter bend(Letter honest) {
            return json(honest, body -> {
                for (var member : List.of("smdpAddress", "smdsAddress")) {
                    if (body.has(member)) {
                        body.put(member, "https://" + body.path(member).asString());
                    }
                }
            });
        }
    }

    /// @param base where all requests go, `host:port`
    record DefaultAddress(String base) implements LetterQuirk {
        static final LpaQuirkKind KIND = new LpaQuirkKind(
                "default-address",
                "Every request goes to one server, whatever the Activation Code or a notification says.",
                "SGP.22 §3.1.2, §3.1.3",
                "akhawanda/eUICC@c785c47",
                "refuses with 8.8.1/3.8",
                "the server, host:port",
                given -> new DefaultAddress(
                        given.orElseThrow(() -> new IllegalArgumentException("needs the server, host:port"))));

        @Override
        public Letter bend(Letter honest) {
            return new Letter(base, honest.function(), honest.headers(), honest.body());
        }
    }
}
