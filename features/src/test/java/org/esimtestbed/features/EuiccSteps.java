package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.Eum;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personalities;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.quirk.RequireOptional;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;

/// Which eUICC it is, where the scenario is about more than an ordinary one.
public final class EuiccSteps {
    private static final String INSISTED_ON = "opt-usim.ef-gid1";

    private final Scene scene;

    public EuiccSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("an eUICC whose EUM certificate has expired")
    public void anEuiccWhoseEumCertificateHasExpired() {
        var past = InstantSource.fixed(Instant.now().minus(Duration.ofDays(31 * 365))); // an EUM's lasts 30 years
        var ci = scene.target().pki().folder().read(PkiFolder.CI);
        var expired = new CertificateIssuer(SharedEcosystem.CRYPTO, past, ci)
                .issueEum(TestPki.EUM_ORGANISATION, TestPki.EID_PREFIX);
        assertThat(expired.credential().certificate().notAfter()).isBefore(Instant.now());
        var eum =
                new Eum(SharedEcosystem.CRYPTO, SharedEcosystem.CLOCK, expired.credential(), TestPki.EUM_ORGANISATION);
        scene.inserts(card(
                eum.issueEuicc(scene.eid()),
                expired.credential().certificate(),
                ci.certificate(),
                Personality.honest(EuiccSettings.standard())));
    }

    @Given("an eUICC of a foreign CI")
    public void anEuiccOfAForeignCi() {
        scene.inserts(card(scene.target().foreignPki(), Personality.honest(EuiccSettings.standard())));
    }

    @Given("an eUICC that insists on EF.GID1")
    public void anEuiccThatInsistsOnGid1() {
        scene.inserts(card(
                scene.target().pki(),
                Personality.honest(EuiccSettings.standard()).with(List.of(RequireOptional.of(INSISTED_ON)))));
    }

    @Given("^an eUICC with the quirk (.+)$")
    public void anEuiccWithTheQuirk(String quirk) {
        var reference = Personality.honest(EuiccSettings.standard());
        scene.inserts(card(scene.target().pki(), reference.with(List.of(Personalities.quirk(quirk)))));
    }

    @Given("^an eUICC of the personality (.+)$")
    public void anEuiccOfThePersonality(String name) throws IOException {
        scene.inserts(card(scene.target().pki(), Personalities.of(name)));
    }

    @Given("an eUICC with {int} octets of memory")
    public void anEuiccWithLittleMemory(int octets) {
        scene.inserts(card(
                scene.target().pki(),
                Personality.honest(EuiccSettings.standard().withMemory(octets))));
    }

    @Given("an eUICC that takes a Profile without EF.GID1")
    public void anEuiccThatTakesAProfileWithoutGid1() {
        scene.inserts(card(scene.target().pki(), Personality.honest(EuiccSettings.standard())));
    }

    private Card card(TestPki pki, Personality personality) {
        return card(
                pki.euicc(scene.eid()),
                pki.folder().readCertificate(PkiFolder.EUM),
                pki.folder().readCertificate(PkiFolder.CI),
                personality);
    }

    private Card card(Credential euicc, Certificate eum, Certificate trustedCi, Personality personality) {
        var credential = new EuiccIdentity.Credential(euicc.keyPair().privateKey(), euicc.certificate(), eum);
        var factory = new EuiccFactory(SharedEcosystem.CRYPTO, SharedEcosystem.CLOCK, List.of(trustedCi));
        try {
            return factory.make(new EuiccIdentity(scene.eid(), List.of(credential)), personality, CardStore.inMemory());
        } catch (IOException e) {
            throw new AssertionError("a card without a past starts", e);
        }
    }
}
