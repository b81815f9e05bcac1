package org.esimtestbed.smds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.ci.TestPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an SM-DS cannot be started with.
class DsIdentityTest {
    @TempDir
    Path folder;

    @Test
    void isNotMadeOfTheCertificatesOfAnotherRole() {
        var folder = TestSmDs.pki(this.folder).folder();
        var dpAuth = folder.read(TestPki.DP_AUTH_NAME);
        var tls = folder.read(TestPki.DP_TLS_NAME);

        assertThatThrownBy(() -> new DsIdentity("smds.example.com", 0, dpAuth, tls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CERT.DSauth");
    }

    @Test
    void isNeeded() {
        assertThatThrownBy(() -> TestSmDs.start(folder, it -> TestSettings.with(it, List.of(), it.cis())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsARootThatHasAnAddress() {
        assertThatThrownBy(() -> TestSmDs.start(folder, it -> TestSettings.under(it, "https://root.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://root.example.com");
    }

    @Test
    void hasTheOidOfItsCertificate() {
        var identity = TestSmDs.identity(TestSmDs.pki(folder), "smds", TestPki.SMDS_OID, "smds.example.com");

        assertThat(identity.oid()).isEqualTo(TestPki.SMDS_OID);
    }
}
