package org.esimtestbed.ci;

import static org.esimtestbed.rsp.certificate.CertificateRole.DP_AUTH;
import static org.esimtestbed.rsp.certificate.CertificateRole.DP_PB;
import static org.esimtestbed.rsp.certificate.CertificateRole.DP_TLS;
import static org.esimtestbed.rsp.certificate.CertificateRole.DS_AUTH;
import static org.esimtestbed.rsp.certificate.CertificateRole.DS_TLS;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Everything one testbed needs, issued into one folder: CI, EUM, the SM-DP+'s three certificates, the operator's, a
/// CRL, those of the SM-DSs and of the EIDs asked for.
public final class TestPki {
    public static final String DP_AUTH_NAME = "dpauth";
    public static final String DP_PB_NAME = "dppb";
    public static final String DP_TLS_NAME = "dptls";
    public static final String OPERATOR_TLS_NAME = "operator-tls";
    public static final Oid SMDP_OID = new Oid("2.999.10");
    public static final Oid OPERATOR_OID = new Oid("2.999.20");
    public static final Oid SMDS_OID = new Oid("2.999.15");
    public static final Oid ROOT_SMDS_OID = new Oid("2.999.16");

    private static final Oid OTHER_SMDP_OID = new Oid("2.999.11");
    private static final Duration LONG_AGO = Duration.ofDays(4 * 365); // a server's certificate lasts three years

    /// The EUM whose eUICCs the published SGP.26 material covers has the same prefix.
    public static final String EID_PREFIX = "89049032";
    public static final String EUM_ORGANISATION = "esim-testbed";

    private static final Pattern IP = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern DNS = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?");

    private final PkiFolder folder;
    private final Crypto crypto;
    private final InstantSource clock;

    public TestPki(PkiFolder folder, Crypto crypto, InstantSource clock) {
        this.folder = folder;
        this.crypto = crypto;
        this.clock = clock;
    }

    public PkiFolder folder() {
        return folder;
    }

    /// Issues all but eUICC certificates, under a new root.
    public void init(Curve curve) {
        var issuer = CertificateIssuer.create(crypto, clock, curve);
        var eum = issuer.issueEum(EUM_ORGANISATION, EID_PREFIX);
        folder.write(PkiFolder.CI, issuer.ci());
        folder.write(PkiFolder.EUM, eum.credential());
        folder.write(DP_AUTH_NAME, issuer.issueServer(DP_AUTH, smdpNames()));
        folder.write(DP_PB_NAME, issuer.issueServer(DP_PB, smdpNames()));
        issueTls(issuer);
    }

    /// Takes over the published SGP.26 material of one curve: its CI, EUM, DPauth and DPpb with their keys. TLS
    ///
    /// certificates are not published for long and are issued here under the published CI.
    ///
    /// @param source folder with `CERT_CI_ECDSA_NIST.der`, `SK_CI_ECDSA_NIST.p8` and the others of SGP.26
    /// @throws IllegalArgumentException naming the file that is missing or holds something else
    public void importSgp26(Path source, Curve curve) {
        var suffix = curve == Curve.NIST_P256 ? "NIST" : "BRP";
        var published = List.of(
                importOne(source, "CI_ECDSA_" + suffix),
                importOne(source, "EUM_ECDSA_" + suffix),
                importOne(source, "S_SM_DPauth_ECDSA_" + suffix),
                importOne(source, "S_SM_DPpb_ECDSA_" + suffix));
        folder.write(PkiFolder.CI, published.get(0));
        folder.write(PkiFolder.EUM, published.get(1));
        folder.write(DP_AUTH_NAME, published.get(2));
        folder.write(DP_PB_NAME, published.get(3));
        issueTls(issuer());
    }

    private Credential importOne(Path source, String name) {
        var certificate = source.resolve("CERT_" + name + ".der");
        var key = source.resolve("SK_" + name + ".p8");
        try {
            return Credential.of(
                    Bytes.wrap(Files.readAllBytes(certificate)), Bytes.wrap(Files.readAllBytes(key)), crypto);
        } catch (java.io.IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "cannot take over " + certificate + " with " + key + ": " + e.getMessage(), e);
        }
    }

    private void issueTls(CertificateIssuer issuer) {
        folder.write(DP_TLS_NAME, issuer.issueTls(DP_TLS, smdpNames()));
        folder.write(OPERATOR_TLS_NAME, issuer.issueOperatorTls(operatorNames()));
        folder.publishCrl(issuer);
    }

    /// Certificates of the SM-DP+ that no honest server shows, with their keys, for one that is to misbehave:
    /// `dpauth-expired`, `dpauth-foreign-ci`, `dppb-expired`, `dppb-other-oid`, `tls-expired`, `tls-foreign-ci`,
    /// `tls-other-name`. Issued into the folder `spoilt` when they are first asked for.
    public Map<String, Credential> spoiltServers() {
        var spoilt = new PkiFolder(folder.path().resolve("spoilt"), crypto);
        var ci = folder.read(PkiFolder.CI);
        var past = new CertificateIssuer(crypto, () -> clock.instant().minus(LONG_AGO), ci);
        var names = smdpNames();
        var otherOid = new ServerNames(
                names.organisation(), names.commonName(), OTHER_SMDP_OID, names.dnsNames(), names.addresses());
        var all = new LinkedHashMap<String, Credential>();
        spoilt(spoilt, all, "dpauth-expired", () -> past.issueServer(DP_AUTH, names));
        Supplier<CertificateIssuer> foreign =
                () -> CertificateIssuer.create(crypto, clock, ci.keyPair().curve());
        var otherHost = new ServerNames(
                names.organisation(), names.commonName(), SMDP_OID, List.of("other.example.com"), List.of());
        spoilt(spoilt, all, "dpauth-foreign-ci", () -> foreign.get().issueServer(DP_AUTH, names));
        spoilt(spoilt, all, "dppb-expired", () -> past.issueServer(DP_PB, names));
        spoilt(spoilt, all, "dppb-other-oid", () -> issuer().issueServer(DP_PB, otherOid));
        spoilt(spoilt, all, "tls-expired", () -> past.issueTls(DP_TLS, names));
        spoilt(spoilt, all, "tls-foreign-ci", () -> foreign.get().issueTls(DP_TLS, names));
        spoilt(spoilt, all, "tls-other-name", () -> issuer().issueTls(DP_TLS, otherHost));
        return all;
    }

    private static void spoilt(PkiFolder folder, Map<String, Credential> all, String name, Supplier<Credential> issue) {
        if (!folder.has(name)) folder.write(name, issue.get());
        all.put(name, folder.read(name));
    }

    /// The SM-DP+'s TLS certificate, issued anew if it does not answer to all of these names.
    ///
    /// @param names host names and IP addresses beside those every one has
    /// @throws IllegalArgumentException if one of them is neither
    public Credential dpTls(Collection<String> names) {
        var dns = new LinkedHashSet<>(smdpNames().dnsNames());
        var addresses = new LinkedHashSet<>(smdpNames().addresses());
        for (var name : names) {
            if (IP.matcher(name).matches()) addresses.add(name);
            else if (DNS.matcher(name).matches()) dns.add(name);
            else throw new IllegalArgumentException("neither a host name nor an IP address: " + name);
        }
        var now = folder.readCertificate(DP_TLS_NAME);
        if (!now.dnsNames().containsAll(dns)
                || !now.ipAddresses()
                        .containsAll(addresses.stream().map(TestPki::octets).toList())) {
            dns.addAll(now.dnsNames());
            folder.write(
                    DP_TLS_NAME,
                    issuer().issueTls(
                                    DP_TLS,
                                    new ServerNames(
                                            "esim-testbed",
                                            "TEST SM-DP+",
                                            SMDP_OID,
                                            List.copyOf(dns),
                                            List.copyOf(addresses))));
        }
        return folder.read(DP_TLS_NAME);
    }

    /// The certificates of an SM-DS, issued into `NAME-auth` and `NAME-tls` when they are first asked for.
    ///
    /// @param name `smds`, `root-smds`
    /// @param oid  each SM-DS has its own
    public Smds smds(String name, Oid oid) {
        var names = new ServerNames(
                "esim-testbed",
                "TEST SM-DS " + oid,
                oid,
                List.of("localhost", name + ".testbed.example.com"),
                List.of("127.0.0.1"));
        if (!folder.has(name + "-auth")) folder.write(name + "-auth", issuer().issueServer(DS_AUTH, names));
        if (!folder.has(name + "-tls")) folder.write(name + "-tls", issuer().issueTls(DS_TLS, names));
        return new Smds(folder.read(name + "-auth"), folder.read(name + "-tls"));
    }

    /// What an SM-DS shows.
    ///
    /// @param dsAuth CERT.DSauth.ECDSA
    /// @param dsTls  CERT.DS.TLS
    public record Smds(Credential dsAuth, Credential dsTls) {}

    private static Bytes octets(String address) {
        try {
            return Bytes.wrap(InetAddress.getByName(address).getAddress()); // digits: nobody is asked
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IP address: " + address, e);
        }
    }

    public CertificateIssuer issuer() {
        return new CertificateIssuer(crypto, clock, folder.read(PkiFolder.CI));
    }

    public Eum eum() {
        var credential = folder.read(PkiFolder.EUM);
        return new Eum(
                crypto,
                clock,
                credential,
                credential.certificate().subjectOrganisation().orElse(EUM_ORGANISATION));
    }

    /// The eUICC certificate for an EID, issued now if it is not there yet.
    public Credential euicc(Eid eid) {
        var name = "euicc-" + eid;
        if (!folder.has(name)) folder.write(name, eum().issueEuicc(eid));
        return folder.read(name);
    }

    private static ServerNames smdpNames() {
        return new ServerNames(
                "esim-testbed",
                "TEST SM-DP+",
                SMDP_OID,
                List.of("localhost", "smdpplus.testbed.example.com"),
                List.of("127.0.0.1"));
    }

    private static ServerNames operatorNames() {
        return new ServerNames(
                "esim-testbed Operator",
                "Test Operator",
                OPERATOR_OID,
                List.of("localhost", "operator.testbed.example.com"),
                List.of("127.0.0.1"));
    }
}
