package org.esimtestbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// A folder that holds a PKI: for each credential NAME the files `NAME.der`, `NAME.pem` and the private key
/// `NAME.p8` (PKCS#8 DER, readable by its owner only); `ci.crl`; and `revoked.txt`, one hexadecimal serial number a
/// line.
public final class PkiFolder {
    public static final String CI = "ci";
    public static final String EUM = "eum";
    private static final String REVOKED = "revoked.txt";
    private static final String CRL = "ci.crl";

    private final Path folder;
    private final Crypto crypto;

    public PkiFolder(Path folder, Crypto crypto) {
        this.folder = folder;
        this.crypto = crypto;
    }

    public Path path() {
        return folder;
    }

    public Path certificateFile(String name) {
        return folder.resolve(name + ".der");
    }

    public boolean has(String name) {
        return Files.exists(certificateFile(name)) && Files.exists(keyFile(name));
    }

    private Path keyFile(String name) {
        return folder.resolve(name + ".p8");
    }

    /// The names of all credentials, in order.
    ///
    /// @throws UncheckedIOException if the folder cannot be read
    public List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".der"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the PKI folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /// @throws UncheckedIOException     if a file is missing or cannot be read
    /// @throws IllegalArgumentException naming the file that holds no certificate or no key
    public Credential read(String name) {
        var key = readFile(keyFile(name));
        try {
            return new Credential(readCertificate(name), crypto.keyPair(crypto.privateKey(key)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(keyFile(name) + ": " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException if the file holds no certificate
    public Certificate readCertificate(String name) {
        try {
            return Certificate.parse(readFile(certificateFile(name)));
        } catch (MalformedTlv e) {
            throw new IllegalArgumentException(certificateFile(name) + ": " + e.getMessage(), e);
        }
    }

    /// Writes a credential; a reader sees the old files or the new ones, never half of one.
    public void write(String name, Credential credential) {
        var der = credential.certificate().der();
        writeFile(keyFile(name), Bytes.wrap(credential.keyPair().privateKey().getEncoded()), true);
        writeFile(folder.resolve(name + ".pem"), Bytes.utf8(pem(der)), false);
        writeFile(certificateFile(name), der, false);
    }

    private static String pem(Bytes der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toArray())
                + "\n-----END CERTIFICATE-----\n";
    }

    /// Serial numbers the CI has revoked, oldest first.
    public List<BigInteger> revoked() {
        var file = folder.resolve(REVOKED);
        if (!Files.exists(file)) return List.of();
        var serials = new ArrayList<BigInteger>();
        for (var line : new String(readFile(file).toArray(), UTF_8).lines().toList()) {
            try {
                if (!line.isBlank()) serials.add(new BigInteger(line.strip(), 16));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(file + " line " + (serials.size() + 1) + ": no serial number", e);
            }
        }
        return serials;
    }

    /// Revokes one more serial number and publishes a new CRL.
    public void revoke(BigInteger serial, CertificateIssuer issuer) {
        var all = new ArrayList<>(revoked());
        if (!all.contains(serial)) all.add(serial);
        var text = new StringBuilder();
        all.forEach(each -> text.append(each.toString(16)).append('\n'));
        writeFile(folder.resolve(REVOKED), Bytes.utf8(text.toString()), false);
        publishCrl(issuer);
    }

    /// Writes the CRL of everything revoked so far.
    public Path publishCrl(CertificateIssuer issuer) {
        var file = folder.resolve(CRL);
        writeFile(file, issuer.crl(revoked()), false);
        return file;
    }

    public Bytes crl() {
        return readFile(folder.resolve(CRL));
    }

    private static Bytes readFile(Path file) {
        try {
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void writeFile(Path file, Bytes content, boolean secret) {
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, ".draft", "");
            Files.write(draft, content.toArray());
            if (!secret && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
