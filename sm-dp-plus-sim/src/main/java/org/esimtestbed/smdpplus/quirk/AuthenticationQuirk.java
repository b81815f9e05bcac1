package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Response;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;

/// What goes wrong in the answer to InitiateAuthentication (SGP.22 §5.6.1).
sealed interface AuthenticationQuirk extends MessageQuirk {
    Set<Es9PlusFunction> HERE = Set.of(INITIATE_AUTHENTICATION);

    Response bend(Response honest, ServerKeys keys);

    private static Response signedAnew(Response honest, ServerSigned1 signed1, ServerKeys keys) {
        var encoded = signed1.encode();
        return new Response(
                honest.transactionId(),
                encoded,
                keys.sign(honest.serverCertificate(), encoded.raw()),
                honest.euiccCiPKIdToBeUsed(),
                honest.serverCertificate());
    }

    record BadServerSignature() implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "bad-server-signature",
                "serverSignature1 does not verify.",
                "SGP.22 §5.7.13: invalidSignature(2)",
                "SGP.23: error cases of AuthenticateServer",
                HERE,
                new BadServerSignature());

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            return new Response(
                    honest.transactionId(),
                    honest.serverSigned1(),
                    Tlv.of(
                            Tags.SIGNATURE,
                            Spoil.middle(honest.serverSignature1().value())),
                    honest.euiccCiPKIdToBeUsed(),
                    honest.serverCertificate());
        }
    }

    record WrongServerAddress() implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-server-address",
                "serverSigned1 names another server than the LPA asked.",
                "SGP.22 §3.1.2: the LPA compares the address",
                "SGP.23: error cases of ES9+.InitiateAuthentication for the LPA",
                HERE,
                new WrongServerAddress());

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            var it = ServerSigned1.of(honest.serverSigned1());
            return signedAnew(
                    honest,
                    new ServerSigned1(
                            it.transactionId(),
                            it.euiccChallenge(),
                            "another." + it.serverAddress(),
                            it.serverChallenge()),
                    keys);
        }
    }

    record WrongEuiccChallenge() implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-euicc-challenge",
                "serverSigned1 answers another challenge than the eUICC has given.",
                "SGP.22 §3.1.2, §5.7.13: euiccChallengeMismatch(6)",
                "SGP.23: error cases of AuthenticateServer",
                HERE,
                new WrongEuiccChallenge());

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            var it = ServerSigned1.of(honest.serverSigned1());
            return signedAnew(
                    honest,
                    new ServerSigned1(
                            it.transactionId(),
                            Spoil.middle(it.euiccChallenge()),
                            it.serverAddress(),
                            it.serverChallenge()),
                    keys);
        }
    }

    record WrongTransactionId() implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-transaction-id",
                "The TransactionID beside serverSigned1 is not the one in it.",
                "SGP.22 §5.6.1",
                "SGP.23: error cases of ES9+.InitiateAuthentication for the LPA",
                HERE,
                new WrongTransactionId());

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            return new Response(
                    new TransactionId(Spoil.middle(honest.transactionId().bytes())),
                    honest.serverSigned1(),
                    honest.serverSignature1(),
                    honest.euiccCiPKIdToBeUsed(),
                    honest.serverCertificate());
        }
    }

    record UnknownCi() implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "unknown-ci-to-be-used",
                "euiccCiPKIdToBeUsed names a CI under which the eUICC has no certificate.",
                "SGP.22 §5.6.1, §5.7.13: ciPKUnknown(7)",
                "akhawanda/eUICC@557f6db; MengMengCode/VoCat:esim_download.go",
                HERE,
                new UnknownCi());

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            return new Response(
                    honest.transactionId(),
                    honest.serverSigned1(),
                    honest.serverSignature1(),
                    Tlv.of(
                            Tags.OCTET_STRING,
                            Spoil.middle(honest.euiccCiPKIdToBeUsed().value())),
                    honest.serverCertificate());
        }
    }

    /// Which certificate is shown in place of CERT.DPauth.
    enum Shown {
        EXPIRED,
        FOREIGN_CI,
        DPPB
    }

    record ServerCertificate(Shown shown) implements AuthenticationQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "server-certificate",
                "The server proves itself with a certificate that has expired, is of another CI, or is for binding.",
                "SGP.22 §4.5.2.2, §5.7.13: invalidCertificate(1)",
                "osmocom/pysim@19f3759; osmocom/osmo-ttcn3-hacks@f06c5cd8",
                HERE,
                Shown.class,
                ServerCertificate::new);

        @Override
        public Optional<String> lack(ServerKeys keys) {
            return shown == Shown.DPPB ? Optional.empty() : keys.lack(name());
        }

        private String name() {
            return "dpauth-" + shown.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Response bend(Response honest, ServerKeys keys) {
            Certificate certificate = shown == Shown.DPPB
                    ? keys.identityOf(honest.serverCertificate()).dpPb().certificate()
                    : keys.spoilt(name()).certificate();
            return new Response(
                    honest.transactionId(),
                    honest.serverSigned1(),
                    keys.sign(certificate.tlv(), honest.serverSigned1().raw()),
                    honest.euiccCiPKIdToBeUsed(),
                    certificate.tlv());
        }
    }
}
