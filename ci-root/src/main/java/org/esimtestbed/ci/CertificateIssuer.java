package org.esimtestbed.ci;

import static org.bouncycastle.asn1.x509.KeyUsage.cRLSign;
import static org.bouncycastle.asn1.x509.KeyUsage.digitalSignature;
import static org.bouncycastle.asn1.x509.KeyUsage.keyCertSign;
import static org.esimtestbed.rsp.certificate.CertificateRole.CI;
import static org.esimtestbed.rsp.certificate.CertificateRole.EUM;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The GSMA CI of this testbed: a root that signs EUMs and servers (SGP.22 §4.5.2.1.0.1 to .7), and revokes them.
public final class CertificateIssuer {
    private static final Duration CI_LIFE = Duration.ofDays(35 * 365);
    private static final Duration EUM_LIFE = Duration.ofDays(30 * 365);
    private static final Duration SERVER_LIFE = Duration.ofDays(3 * 365);
    private static final Duration TLS_LIFE = Duration.ofDays(397);
    private static final Duration CRL_LIFE = Duration.ofDays(30);

    private final Crypto crypto;
    private final InstantSource clock;
    private final Credential ci;

    /// @param ci the root to issue under
    public CertificateIssuer(Crypto crypto, InstantSource clock, Credential ci) {
        this.crypto = crypto;
        this.clock = clock;
        this.ci = ci;
    }

    /// A new root that nobody trusts yet.
    public static CertificateIssuer create(Crypto crypto, InstantSource clock, Curve curve) {
        var pair = crypto.generateKeyPair(curve);
        var name = new X500Name("CN=esim-testbed Test CI,OU=TESTCERT,O=esim-testbed,C=DE");
        var certificate = new CertificateForm(name, pair, CI_LIFE)
                .role(CI)
                .keyUsage(keyCertSign | cRLSign)
                .authority(Optional.empty())
                .names(registeredId(new Oid("2.999.1")))
                .crlAt(CRL_ADDRESS)
                .signedBy(name, pair, crypto, clock);
        return new CertificateIssuer(crypto, clock, new Credential(certificate, pair));
    }

    private static final String CRL_ADDRESS = "http://ci.testbed.example.com/ci.crl";

    public Credential ci() {
        return ci;
    }

    /// An EUM that may sign eUICCs whose EIDs begin with a prefix (SGP.22 §4.5.2.1.0.2).
    ///
    /// @param eidPrefix digits, 8 as a rule: country, issuer
    public Eum issueEum(String organisation, String eidPrefix) {
        var pair = crypto.generateKeyPair(ci.keyPair().curve());
        var name = new X500Name("CN=" + organisation + " EUM,O=" + organisation + ",C=DE");
        var permitted = new X500Name("O=" + organisation + ",serialNumber=" + eidPrefix);
        var certificate = new CertificateForm(name, pair, EUM_LIFE)
                .role(EUM)
                .keyUsage(keyCertSign)
                .authority(Optional.of(0))
                .names(registeredId(new Oid("2.999.5")))
                .permitting(permitted)
                .crlAt(CRL_ADDRESS)
                .signedBy(ci, crypto, clock);
        return new Eum(crypto, clock, new Credential(certificate, pair), organisation);
    }

    /// CERT.DPauth, CERT.DPpb or CERT.DSauth: a server's signing certificate.
    public Credential issueServer(CertificateRole role, ServerNames server) {
        var pair = crypto.generateKeyPair(ci.keyPair().curve());
        var name = subject(server);
        var certificate = new CertificateForm(name, pair, SERVER_LIFE)
                .role(role)
                .keyUsage(digitalSignature)
                .names(registeredId(server.oid()))
                .crlAt(CRL_ADDRESS)
                .signedBy(ci, crypto, clock);
        return new Credential(certificate, pair);
    }

    /// CERT.DP.TLS or CERT.DS.TLS (SGP.22 §4.5.2.1.0.5), good for both ends of a TLS connection.
    public Credential issueTls(CertificateRole role, ServerNames server) {
        var pair = crypto.generateKeyPair(ci.keyPair().curve());
        var name = subject(server);
        var form = tlsForm(name, pair, server).policyNotCritical(role);
        return new Credential(form.signedBy(ci, crypto, clock), pair);
    }

    /// A TLS certificate for an operator on ES2+ (SGP.22 §2.6.6 leaves its form to both sides): no RSP role.
    public Credential issueOperatorTls(ServerNames operator) {
        var pair = crypto.generateKeyPair(ci.keyPair().curve());
        var name = subject(operator);
        return new Credential(tlsForm(name, pair, operator).signedBy(ci, crypto, clock), pair);
    }

    private static CertificateForm tlsForm(X500Name name, EcKeyPair pair, ServerNames server) {
        var names = new ArrayList<GeneralName>();
        server.dnsNames().forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
        server.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        names.addAll(registeredId(server.oid()));
        return new CertificateForm(name, pair, TLS_LIFE)
                .keyUsage(digitalSignature)
                .tls()
                .names(names)
                .crlAt(CRL_ADDRESS);
    }

    private static X500Name subject(ServerNames server) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, server.organisation())
                .addRDN(BCStyle.CN, server.commonName())
                .build();
    }

    private static List<GeneralName> registeredId(Oid oid) {
        return List.of(new GeneralName(GeneralName.registeredID, oid.dotted()));
    }

    /// The CRL with those serial numbers, as DER, valid for 30 days (SGP.22 §4.5.2.1.1).
    public Bytes crl(Collection<BigInteger> revoked) {
        var now = clock.instant();
        var issuer = org.bouncycastle.asn1.x509.Certificate.getInstance(
                        ci.certificate().der().toArray())
                .getSubject();
        var builder = new X509v2CRLBuilder(issuer, Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(CRL_LIFE)));
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(ci.certificate()
                            .subjectKeyIdentifier()
                            .orElseThrow()
                            .toArray()));
            // Nothing is ever taken off the list, so its length numbers it.
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(revoked.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        revoked.forEach(serial -> builder.addCRLEntry(serial, Date.from(now), CRLReason.keyCompromise));
        try {
            return Bytes.wrap(
                    builder.build(CertificateForm.signer(ci.keyPair(), crypto)).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
