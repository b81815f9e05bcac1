package org.esimtestbed.rsp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the published SGP.26 test certificates.
class CertificateChainTest {
    private static final InstantSource IN_2026 = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

    private static Certificate sgp26(String name) {
        return Certificate.parse(Bytes.wrap(Corpus.read("sgp26/" + name + ".der")));
    }

    private static CertificateChain chain(InstantSource clock, Certificate... roots) {
        return new CertificateChain(Crypto.standard(), clock, List.of(roots), RevocationList.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIST", "BRP"})
    void acceptsThePublishedChains(String curve) {
        var ci = sgp26("CERT_CI_ECDSA_" + curve);
        var chain = chain(IN_2026, sgp26("CERT_CI_ECDSA_NIST"), sgp26("CERT_CI_ECDSA_BRP"));
        assertThat(chain.rootOf(sgp26("CERT_EUM_ECDSA_" + curve))).contains(ci);
        assertThatCode(() -> {
                    chain.verifyEum(sgp26("CERT_EUM_ECDSA_" + curve), ci);
                    chain.verifyServer(sgp26("CERT_S_SM_DPauth_ECDSA_" + curve), CertificateRole.DP_AUTH, ci);
                    chain.verifyServer(sgp26("CERT_S_SM_DPpb_ECDSA_" + curve), CertificateRole.DP_PB, ci);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void readsWhatTheCertificatesSay() {
        var auth = sgp26("CERT_S_SM_DPauth_ECDSA_NIST");
        assertThat(auth.registeredId()).contains(new Oid("2.999.10"));
        assertThat(auth.policies()).containsExactly(CertificateRole.DP_AUTH.policy());
        assertThat(auth.curve()).isEqualTo(Curve.NIST_P256);
        assertThat(auth.authorityKeyIdentifier()).contains(Bytes.hex("F54172BDF98A95D65CBEB88A38A1C11D800A85C3"));
        assertThat(sgp26("CERT_EUM_ECDSA_NIST").permittedNames())
                .containsExactly(
                        new NameConstraint(java.util.Optional.of("RSP Test EUM"), java.util.Optional.of("89049032")));
    }

    @Test
    void malformedPartsShowWhenACertificateIsReadAndNotLater() {
        var der = sgp26("CERT_EUM_ECDSA_NIST").der();
        for (int at = 0; at < der.size(); at++) {
            for (int octet : new int[] {0x00, 0x01, 0x02, 0x30, 0x7F, 0x80, 0xFF}) {
                Certificate read;
                try {
                    read = Certificate.parse(der.with(at, Bytes.of(octet)));
                } catch (MalformedTlv expected) {
                    continue;
                }
                assertThatCode(() -> {
                            read.signature();
                            read.authorityKeyIdentifier();
                            read.subjectKeyIdentifier();
                            read.permittedNames();
                            read.policies();
                            read.notAfter();
                            read.registeredId();
                            read.subjectOrganisation();
                        })
                        .as("octet %d is %02X", at, octet)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void refusesInTheOrderOfTheChecks() {
        var ci = sgp26("CERT_CI_ECDSA_NIST");
        var auth = sgp26("CERT_S_SM_DPauth_ECDSA_NIST");
        var late = chain(InstantSource.fixed(Instant.parse("2031-01-01T00:00:00Z")), ci);
        var early = chain(InstantSource.fixed(Instant.parse("2019-01-01T00:00:00Z")), ci);

        refuses(() -> chain(IN_2026, ci).verifyServer(auth, CertificateRole.DP_PB, ci), CertificateRefused.Fault.ROLE);
        // expired and of the wrong role: the date comes first
        refuses(() -> late.verifyServer(auth, CertificateRole.DP_PB, ci), CertificateRefused.Fault.EXPIRED);
        refuses(() -> early.verifyServer(auth, CertificateRole.DP_AUTH, ci), CertificateRefused.Fault.NOT_YET_VALID);
        refuses(
                () -> late.verifyServer(auth, CertificateRole.DP_AUTH, sgp26("CERT_CI_ECDSA_BRP")),
                CertificateRefused.Fault.NOT_ISSUED_BY_THE_AUTHORITY);

        var der = auth.der();
        var tampered = Certificate.parse(der.with(der.size() - 1, Bytes.of(der.at(der.size() - 1) ^ 1)));
        refuses(() -> late.verifyServer(tampered, CertificateRole.DP_AUTH, ci), CertificateRefused.Fault.SIGNATURE);

        var revoked =
                new RevocationList(java.util.Set.of(new RevocationList.Entry(auth.issuer(), auth.serialNumber())));
        var strict = new CertificateChain(Crypto.standard(), IN_2026, List.of(ci), revoked);
        refuses(() -> strict.verifyServer(auth, CertificateRole.DP_AUTH, ci), CertificateRefused.Fault.REVOKED);
    }

    private static void refuses(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, CertificateRefused.Fault fault) {
        assertThatThrownBy(call)
                .isInstanceOf(CertificateRefused.class)
                .extracting(e -> ((CertificateRefused) e).fault())
                .isEqualTo(fault);
    }

    @Test
    void agreesWithOpensslOnThePublishedChain() throws Exception {
        var ci = Corpus.path("sgp26/CERT_CI_ECDSA_NIST.der");
        var auth = Corpus.path("sgp26/CERT_S_SM_DPauth_ECDSA_NIST.der");
        var openssl = new ProcessBuilder(
                        "openssl",
                        "verify",
                        "-ignore_critical",
                        "-check_ss_sig",
                        "-trusted",
                        ci.toString(),
                        auth.toString())
                .redirectErrorStream(true);
        Process process;
        try {
            process = openssl.start();
        } catch (java.io.IOException absent) {
            org.junit.jupiter.api.Assumptions.abort("openssl is not installed");
            return;
        }
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .endsWith(": OK\n");
    }
}
