package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.AUTHENTICATE_CLIENT;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.CANCEL_SESSION;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a server refuses where it should not.
sealed interface RefusalQuirk extends MessageQuirk {
    /// @throws FunctionRefused to refuse; otherwise the honest checks follow
    void check(Es9PlusRequest request, Whom whom, ServerKeys keys);

    record RefuseWith(StatusCode code, String message) implements RefusalQuirk {
        private static final Pattern FORM =
                Pattern.compile("(\\d+(?:\\.\\d+)*)/(\\d+(?:\\.\\d+)*)(?:\\s+([^\\p{Cntrl}]{1,120}))?");

        static final QuirkKind KIND = new QuirkKind(
                "refuse-with",
                "The server refuses with a status code and a message that no specification knows, or that mean"
                        + " something else.",
                "SGP.22 §5.2.6",
                "estkme-group/lpac#143; MengMengCode/VoCat:esim_download.go",
                "subject/reason and a message, e.g. 8.2.6/3.8 no such code; 1.6/2.1 Invalid where left out",
                Set.of(INITIATE_AUTHENTICATION, AUTHENTICATE_CLIENT, GET_BOUND_PROFILE_PACKAGE, CANCEL_SESSION),
                given -> of(given.orElse("1.6/2.1 Invalid")));

        private static RefuseWith of(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("parameter \"" + text + "\" is no subject/reason with a message");
            }
            var message = parts.group(3) == null ? "" : parts.group(3);
            return new RefuseWith(new StatusCode(parts.group(1), parts.group(2), "Failed"), message);
        }

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            throw code.because(message);
        }
    }

    record CaseSensitiveAddress() implements RefusalQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "case-sensitive-address",
                "An SM-DP+ address in other letters than the server's own is refused with 8.8.1/3.8.",
                "SGP.22 §5.6.1: host names compare without case",
                "osmocom/pysim:osmo-smdpp.py; estkme-group/lpac#234",
                Set.of(INITIATE_AUTHENTICATION),
                new CaseSensitiveAddress());

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            if (request instanceof InitiateAuthentication.Request it
                    && keys.identities().stream()
                            .noneMatch(identity -> identity.address().equals(it.smdpAddress()))) {
                throw StatusCode.SMDP_ADDRESS_REFUSED.because("it is written " + it.smdpAddress());
            }
        }
    }

    /// Whose certificates the other does not take.
    enum Side {
        /// The server trusts none of the eUICC's CIs.
        SERVER(StatusCode.NO_COMMON_CI),
        /// The server has no certificate the eUICC trusts.
        EUICC(StatusCode.NO_CERTIFICATE_UNDER_CI);

        private final StatusCode code;

        Side(StatusCode code) {
            this.code = code;
        }
    }

    record NoCommonCi(Side side) implements RefusalQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "no-common-ci",
                "The server pretends to share no CI with the eUICC: 8.8.2/3.1, or 8.8.4/3.7.",
                "SGP.22 §5.6.1",
                "akhawanda/eUICC@557f6db; MengMengCode/VoCat:esim_download.go",
                Set.of(INITIATE_AUTHENTICATION),
                Side.class,
                NoCommonCi::new);

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            throw side.code.because("no CI is common");
        }
    }

    record NoNewBinding() implements RefusalQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "no-new-binding",
                "A Profile is bound once: whoever comes again gets 8.2/3.7, also after a download that broke.",
                "SGP.22 §5.6.2 leaves it to the server",
                "estkme-group/lpac#101",
                Set.of(GET_BOUND_PROFILE_PACKAGE),
                new NoNewBinding());

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            if (whom.order().filter(it -> it.attempts().downloads() > 0).isPresent()) {
                throw StatusCode.BPP_UNAVAILABLE.because("the package was handed out already");
            }
        }
    }

    record RetryLimit(int attempts) implements RefusalQuirk {
        static final QuirkKind KIND = QuirkKind.number(
                "retry-limit",
                "After so many downloads of an order AuthenticateClient is refused with 8.8.5/6.4.",
                "SGP.22 §5.6.3 leaves the number to the server",
                "estkme-group/lpac#101",
                "number of downloads, from 0; 1 where left out",
                Set.of(AUTHENTICATE_CLIENT),
                1,
                RetryLimit::new);

        public RetryLimit {
            if (attempts < 0) throw new IllegalArgumentException("attempts are counted from 0");
        }

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            if (whom.order().filter(it -> it.attempts().downloads() >= attempts).isPresent()) {
                throw StatusCode.DOWNLOAD_RETRIES_EXCEEDED.because("no attempt is left");
            }
        }
    }

    record FutureFieldsRefused() implements RefusalQuirk {
        /// Members of EUICCInfo2 up to SGP.22 v2.2.2.
        private static final List<Integer> KNOWN =
                List.of(0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0xA9, 0xAA, 0x8B, 0x99, 0x04, 0x0C);

        static final QuirkKind KIND = QuirkKind.plain(
                "future-fields-refused",
                "An eUICC whose EUICCInfo2 has a member the server does not know is refused with 1.3.1/2.1.",
                "SGP.22 §5.7.8; SGP.23 AuthenticateClient #19 to #21: unknown members are ignored",
                "osmocom/osmo-ttcn3-hacks:smdpp",
                Set.of(AUTHENTICATE_CLIENT),
                new FutureFieldsRefused());

        @Override
        public void check(Es9PlusRequest request, Whom whom, ServerKeys keys) {
            if (request instanceof AuthenticateClient.Request it
                    && AuthenticateServerResponse.of(it.authenticateServerResponse())
                            instanceof AuthenticateServerResponse.Ok ok) {
                var info2 = ok.euiccSigned1().tlv().child(0xBF22);
                info2.children().stream()
                        .map(Tlv::tag)
                        .filter(tag -> !KNOWN.contains(tag))
                        .findFirst()
                        .ifPresent(tag -> {
                            throw StatusCode.INVALID_ELEMENT.because(
                                    "EUICCInfo2 has the unknown member %X".formatted(tag));
                        });
            }
        }
    }
}
