package org.esimtestbed.httpdoor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A TLS certificate and its key as two files, looked at again when a handshake asks: what replaces them is shown to
/// new connections, those that run go on. Files that do not fit leave the certificate in use that was, and the log says
/// so once.
public final class CertificateFiles implements Supplier<SSLContext> {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private record Stamp(FileTime certificate, long certificateOctets, FileTime key, long keyOctets) {}

    private final Path certificate;
    private final Path key;
    private final List<Certificate> trusted;
    private final Crypto crypto;
    private final InstantSource clock;
    private final Curve curve;
    private volatile SSLContext current;
    private volatile Instant nextLook;
    private Stamp seen;
    private String complaint = "";

    /// @param certificate DER or PEM
    /// @param key         PKCS#8 or SEC1, each as DER or PEM
    /// @param trusted     the CIs
    /// @throws IllegalArgumentException naming the file that cannot be read or does not fit
    public CertificateFiles(Path certificate, Path key, List<Certificate> trusted, Crypto crypto, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.trusted = List.copyOf(trusted);
        this.crypto = crypto;
        this.clock = clock;
        try {
            this.seen = stamp(); // before reading: what is written meanwhile is seen at the next look
            var credential = read();
            this.curve = credential.certificate().curve();
            this.current = MutualTls.context(credential, this.trusted);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + certificate + " and " + key + ": " + e, e);
        }
        this.nextLook = clock.instant().plus(BETWEEN_LOOKS);
    }

    @Override
    public SSLContext get() {
        if (!clock.instant().isBefore(nextLook)) look();
        return current;
    }

    private synchronized void look() {
        var now = clock.instant();
        if (now.isBefore(nextLook)) return; // another handshake has looked while this one waited
        nextLook = now.plus(BETWEEN_LOOKS);
        try {
            var stamp = stamp();
            if (stamp.equals(seen)) return;
            var credential = read();
            seen = stamp;
            if (credential.certificate().curve() != curve) {
                throw new IllegalArgumentException(certificate + " is on "
                        + credential.certificate().curve().title() + ", this listener speaks " + curve.title());
            }
            current = MutualTls.context(credential, trusted);
            complaint = "";
            LOG.info(
                    "{}: a new certificate is in use, valid until {}",
                    certificate,
                    credential.certificate().notAfter());
        } catch (IOException | IllegalArgumentException e) {
            if (!e.toString().equals(complaint)) LOG.warn("the certificate in use stays: {}", e.toString());
            complaint = e.toString();
        }
    }

    private Stamp stamp() throws IOException {
        var first = Files.readAttributes(certificate, BasicFileAttributes.class);
        var second = Files.readAttributes(key, BasicFileAttributes.class);
        return new Stamp(first.lastModifiedTime(), first.size(), second.lastModifiedTime(), second.size());
    }

    private Credential read() throws IOException {
        try {
            return Credential.of(
                    Bytes.wrap(Files.readAllBytes(certificate)), Bytes.wrap(Files.readAllBytes(key)), crypto);
        } catch (RuntimeException e) { // whatever a parser makes of half a file
            throw new IllegalArgumentException(certificate + " with " + key + ": " + e.getMessage(), e);
        }
    }
}
