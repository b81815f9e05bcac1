package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profile Policy Rules before the package is asked for (SGP.22 §2.9.2.1).
class PolicyCheckTest {
    private static final OperatorId OWNER = OperatorId.of("001", "01");

    @TempDir
    static Path folder;

    private static TestPki pki;
    private DownloadScene scene;
    private final List<EndUser.Offer> offers = new ArrayList<>();

    @BeforeAll
    static void makePki() {
        pki = DownloadScene.pki(folder);
    }

    @BeforeEach
    void start() {
        scene = new DownloadScene(pki);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void offered(Optional<OperatorId> owner, PolicyRule... rules) {
        var plain = SamplePackage.metadata("Profile");
        scene.offered = new ProfileMetadata(
                plain.iccid(),
                plain.serviceProviderName(),
                plain.profileName(),
                plain.icon(),
                plain.profileClass(),
                plain.notifications(),
                owner,
                Set.of(rules));
    }

    private void row(boolean consentRequired, OperatorId operator, PolicyRule... rules) {
        scene.card.rules.add(new GetRat.Rule(Set.of(rules), List.of(operator), consentRequired));
    }

    private static OperatorId operator(String mccMnc) {
        return new OperatorId(Bytes.hex(mccMnc), Optional.empty(), Optional.empty());
    }

    private void downloads() {
        var user = DownloadScene.saying(EndUser.Answer.YES);
        assertThat(scene.download(new EndUser() {
                    @Override
                    public Answer consents(Offer offer) {
                        offers.add(offer);
                        return user.consents(offer);
                    }

                    @Override
                    public Optional<String> confirmationCode(Optional<String> refused) {
                        return user.confirmationCode(refused);
                    }

                    @Override
                    public boolean reallyWants(String deed) {
                        return false;
                    }
                }))
                .isEqualTo(scene.result);
    }

    private void isRefused(String because) {
        assertThatThrownBy(this::downloads)
                .isInstanceOfSatisfying(
                        DownloadStopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(CancelSessionReason.PPR_NOT_ALLOWED))
                .hasMessageContaining(because);
        assertThat(offers).as("nobody is asked").isEmpty();
        assertThat(scene.card.card.requests(PrepareDownloadResponse.TAG)).isEmpty();
        assertThat(scene.card.cancelled())
                .containsExactly(new CancelSession(DownloadScene.ID, CancelSessionReason.PPR_NOT_ALLOWED));
        assertThat(scene.server.asked()).endsWith("authenticateClient", "cancelSession");
    }

    @Test
    void looksIntoNoTableWithoutRules() {
        offered(Optional.of(OWNER), PolicyRule.UPDATE_CONTROL);
        downloads();

        assertThat(offers.getFirst().rulesToAgreeTo()).isEmpty();
        assertThat(scene.card.card.requests(GetRat.TAG)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "00F110", // that operator
        "EEEEEE", // anyone
        "00FEEE" // any network of that country code
    })
    void allowsWhatARowAllowsAndAsksWhereItSaysSo(String mccMnc) {
        offered(Optional.of(OWNER), PolicyRule.PPR1, PolicyRule.PPR2);
        row(true, operator(mccMnc), PolicyRule.PPR2);
        row(false, operator(mccMnc), PolicyRule.PPR1, PolicyRule.PPR2);

        downloads();

        assertThat(offers.getFirst().rulesToAgreeTo()).containsExactly(PolicyRule.PPR2);
    }

    @Test
    void takesTheFirstRowThatFits() {
        offered(Optional.of(OWNER), PolicyRule.PPR1);
        row(true, OperatorId.of("262", "01"), PolicyRule.PPR1);
        row(true, OWNER, PolicyRule.PPR2);
        row(false, OWNER, PolicyRule.PPR1);
        row(true, operator("EEEEEE"), PolicyRule.PPR1);

        downloads();

        assertThat(offers.getFirst().rulesToAgreeTo()).isEmpty();
    }

    @Test
    void refusesWhatNoRowAllows() {
        offered(Optional.of(OWNER), PolicyRule.PPR1, PolicyRule.PPR2);
        row(false, OWNER, PolicyRule.PPR1);
        row(false, OperatorId.of("262", "01"), PolicyRule.PPR2);
        isRefused("PPR2 to 00101");
    }

    @Test
    void refusesARowForAnotherGid() {
        offered(Optional.of(OWNER), PolicyRule.PPR2);
        row(false, new OperatorId(OWNER.mccMnc(), Optional.of(Bytes.hex("AA")), Optional.empty()), PolicyRule.PPR2);
        isRefused("PPR2 to 00101");
    }

    @Test
    void refusesRulesOfNobody() {
        offered(Optional.empty(), PolicyRule.PPR2);
        row(false, operator("EEEEEE"), PolicyRule.PPR2);
        isRefused("without an owner");
    }

    @Test
    void refusesWhatTheEuiccForbidsWhateverTheTableSays() {
        offered(Optional.of(OWNER), PolicyRule.PPR2);
        row(false, operator("EEEEEE"), PolicyRule.PPR2);
        scene.card.forbidden = Set.of(PolicyRule.PPR2);
        isRefused("the eUICC forbids PPR2");
    }

    @Test
    void refusesPpr1BesideAnOperationalProfile() {
        offered(Optional.of(OWNER), PolicyRule.PPR1);
        row(false, operator("EEEEEE"), PolicyRule.PPR1);
        scene.card.profiles.add(Tlv.of(Tags.PROFILE_INFO, Tlv.text(0x91, "another"))); // no class is operational
        isRefused("PPR1");
    }

    @Test
    void allowsPpr1BesideATestProfile() {
        offered(Optional.of(OWNER), PolicyRule.PPR1);
        row(false, operator("EEEEEE"), PolicyRule.PPR1);
        scene.card.profiles.add(Tlv.of(Tags.PROFILE_INFO, ProfileClass.TEST.encode(0x95)));
        downloads();
    }
}
