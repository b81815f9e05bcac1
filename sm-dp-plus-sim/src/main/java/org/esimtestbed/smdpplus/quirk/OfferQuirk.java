package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.AUTHENTICATE_CLIENT;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Response;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What goes wrong in the answer to AuthenticateClient (SGP.22 §5.6.3).
sealed interface OfferQuirk extends MessageQuirk {
    Set<Es9PlusFunction> HERE = Set.of(AUTHENTICATE_CLIENT);

    /// @param euiccSignature1 r‖s, which smdpSignature2 has to cover as well
    Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys);

    private static Response signed(Response honest, Tlv signed2, Tlv certificate, Bytes covered, ServerKeys keys) {
        return new Response(
                honest.transactionId(),
                honest.profileMetadata(),
                signed2,
                keys.sign(certificate, covered),
                certificate);
    }

    private static Response signedAnew(Response honest, SmdpSigned2 signed2, Bytes euiccSignature1, ServerKeys keys) {
        var encoded = signed2.encode();
        return signed(honest, encoded, honest.smdpCertificate(), SmdpSigned2.covered(encoded, euiccSignature1), keys);
    }

    record BadSmdpSignature() implements OfferQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "bad-smdp-signature",
                "smdpSignature2 does not verify.",
                "SGP.22 §5.7.5: invalidSignature(2)",
                "SGP.23: error cases of PrepareDownload",
                HERE,
                new BadSmdpSignature());

        @Override
        public Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys) {
            return new Response(
                    honest.transactionId(),
                    honest.profileMetadata(),
                    honest.smdpSigned2(),
                    Tlv.of(Tags.SIGNATURE, Spoil.middle(honest.smdpSignature2().value())),
                    honest.smdpCertificate());
        }
    }

    /// What smdpSignature2 covers instead.
    enum Scope {
        /// smdpSigned2 alone.
        SIGNED2,
        /// euiccSignature1 without its tag and length.
        BARE_SIGNATURE1
    }

    record SignatureScope(Scope scope) implements OfferQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "signature2-scope",
                "smdpSignature2 is over smdpSigned2 alone, or over euiccSignature1 without tag and length.",
                "SGP.22 §3.1.3; §5.7.5: invalidSignature(2)",
                "waigel/euicc-rsp@cdf51b9; akhawanda/eUICC@ca0e9cb",
                HERE,
                Scope.class,
                SignatureScope::new);

        @Override
        public Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys) {
            var signed2 = honest.smdpSigned2();
            var covered = switch (scope) {
                case SIGNED2 -> signed2.raw();
                case BARE_SIGNATURE1 -> signed2.raw().plus(euiccSignature1);
            };
            return signed(honest, signed2, honest.smdpCertificate(), covered, keys);
        }
    }

    record WrongSigned2TransactionId() implements OfferQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-signed2-transaction-id",
                "smdpSigned2 is signed for another session.",
                "SGP.22 §3.1.3, §5.7.5: invalidTransactionId(5)",
                "SGP.23: error cases of PrepareDownload",
                HERE,
                new WrongSigned2TransactionId());

        @Override
        public Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys) {
            var it = SmdpSigned2.of(honest.smdpSigned2());
            var other = new TransactionId(Spoil.middle(it.transactionId().bytes()));
            return signedAnew(
                    honest, new SmdpSigned2(other, it.ccRequired(), it.bppEuiccOtpk()), euiccSignature1, keys);
        }
    }

    /// What ccRequiredFlag says.
    enum Asked {
        ALWAYS,
        NEVER
    }

    record ConfirmationCodeFlag(Asked asked) implements OfferQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "confirmation-code-flag",
                "ccRequiredFlag asks for a Confirmation Code that no order has, or for none where one is required.",
                "SGP.22 §5.6.3, §5.6.2: 8.2.7/2.2",
                "Truphone/LPAdesktop#8; damonto/euicc-go@f64cf63; estkme-group/lpac#134",
                HERE,
                Asked.class,
                ConfirmationCodeFlag::new);

        @Override
        public Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys) {
            var it = SmdpSigned2.of(honest.smdpSigned2());
            var flagged = new SmdpSigned2(it.transactionId(), asked == Asked.ALWAYS, it.bppEuiccOtpk());
            return signedAnew(honest, flagged, euiccSignature1, keys);
        }
    }

    /// Which certificate is shown in place of CERT.DPpb.
    enum Shown {
        OTHER_OID,
        EXPIRED,
        DPAUTH
    }

    record PackageCertificate(Shown shown) implements OfferQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "package-certificate",
                "The certificate for binding is another server's, has expired, or is the one for authentication.",
                "SGP.22 §3.1.3, §5.7.5: invalidCertificate(1)",
                "SGP.23: error cases of ES9+.AuthenticateClient for the LPA; osmocom/pysim@19f3759",
                HERE,
                Shown.class,
                PackageCertificate::new);

        @Override
        public Optional<String> lack(ServerKeys keys) {
            return shown == Shown.DPAUTH ? Optional.empty() : keys.lack(name());
        }

        private String name() {
            return "dppb-" + shown.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Response bend(Response honest, Bytes euiccSignature1, ServerKeys keys) {
            Certificate certificate = shown == Shown.DPAUTH
                    ? keys.identityOf(honest.smdpCertificate()).dpAuth().certificate()
                    : keys.spoilt(name()).certificate();
            var signed2 = honest.smdpSigned2();
            return signed(honest, signed2, certificate.tlv(), SmdpSigned2.covered(signed2, euiccSignature1), keys);
        }
    }
}
