package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One eUICC with certificates of two CIs on two curves (SGP.22 §2.4.2, §4.5.2.1): brainpool before P-256.
class SeveralCisTest {
    private static final Pki BRAINPOOL = Pki.create(Curve.BRAINPOOL_P256R1);
    private static final Pki NIST = Pki.create(Curve.NIST_P256);

    private TestLpa lpa;

    @BeforeEach
    void makeCard() throws IOException {
        var identity = new EuiccIdentity(
                Pki.EID,
                List.of(BRAINPOOL.identity().preferred(), NIST.identity().preferred()));
        var trusted = List.of(BRAINPOOL.ci().certificate(), NIST.ci().certificate());
        var card = new EuiccFactory(Pki.CRYPTO, Pki.CLOCK, trusted)
                .make(identity, Personality.honest(EuiccSettings.standard()), CardStore.inMemory());
        lpa = new TestLpa(card, 255);
    }

    @Test
    void theirKeysAreToldInOrderOfPreference() {
        var info = lpa.call(new GetEuiccInfo1()).value();
        assertThat(info.ciKeysVerification()).containsExactly(BRAINPOOL.ciKey(), NIST.ciKey());
        assertThat(info.ciKeysSigning()).containsExactly(BRAINPOOL.ciKey(), NIST.ciKey());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerOfEitherMayChoose(boolean nist) {
        var pki = nist ? NIST : BRAINPOOL;
        var profile = ProfileType.generic();
        var result = new TestServer(pki, lpa).install(profile.encode(), TestServer.metadata(profile.iccid()));
        assertThat(result.data().value().finalResult()).isInstanceOf(Success.class);
        var key = pki.identity().preferred().euicc().publicKey();
        assertThat(Pki.CRYPTO.verify(key, result.data().bytes(), result.signature()))
                .as("the result is signed under the CI of the session")
                .isTrue();
    }
}
