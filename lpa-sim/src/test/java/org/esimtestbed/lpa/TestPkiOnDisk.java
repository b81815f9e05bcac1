package org.esimtestbed.lpa;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;

/// A PKI for one test class, and trust in it.
public final class TestPkiOnDisk {
    private TestPkiOnDisk() {}

    public static TestPki make(Path folder) {
        var pki = new TestPki(new PkiFolder(folder, Crypto.standard()), Crypto.standard(), InstantSource.system());
        pki.init(Curve.NIST_P256);
        return pki;
    }

    public static CertificateChain trust(TestPki pki, InstantSource clock) {
        return new CertificateChain(
                Crypto.standard(), clock, List.of(pki.folder().readCertificate(PkiFolder.CI)), RevocationList.EMPTY);
    }
}
