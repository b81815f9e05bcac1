package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.certificate.Credential;

/// Bends what a client meets before it can ask for anything: see `QuirkyTls`. It is for everybody, since a handshake
/// names neither eUICC nor order, and counts connections where others count calls.
public sealed interface TlsQuirk extends Quirk {

    /// What the handshake shows in place of the server's own certificate.
    Credential shown(ServerKeys keys);

    record TlsCertificate(Shown shown) implements TlsQuirk {
        enum Shown {
            EXPIRED,
            FOREIGN_CI,
            OTHER_NAME
        }

        static final QuirkKind KIND = QuirkKind.choice(
                "tls-certificate",
                "The TLS certificate has expired, is of another CI, or is that of another host.",
                "SGP.22 §2.6.6, §4.5.2.2; RFC 9525",
                "osmocom/pysim@19f3759; osmocom/osmo-ttcn3-hacks@f06c5cd8; MengMengCode/VoCat#64",
                Set.of(INITIATE_AUTHENTICATION),
                Shown.class,
                TlsCertificate::new);

        @Override
        public Optional<String> lack(ServerKeys keys) {
            return keys.lack(name());
        }

        private String name() {
            return "tls-" + shown.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Credential shown(ServerKeys keys) {
            return keys.spoilt(name());
        }
    }
}
