package org.esimtestbed.mno.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.esimtestbed.mno.Database;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.Autn;
import org.esimtestbed.rsp.aka.Auts;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.TestAlgorithm;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The AuC against the USIM's side of 3GPP TS 33.102 §6.3, computed here.
class AuthenticationCentreTest {
    private Database database;
    private Subscriptions subscriptions;
    private AuthenticationCentre centre;
    private Subscription subscriber;
    private AkaAlgorithm usim;

    @BeforeEach
    void open(TestInfo test) {
        database = new Database("auc" + test.getTestMethod().orElseThrow().getName());
        subscriptions = new Subscriptions(database.jdbc(), Crypto.standard(), "00101");
        centre = new AuthenticationCentre(subscriptions, Crypto.standard(), "00101");
        subscriber = subscriptions.create("generic", Optional.empty());
        usim = Milenage.withOpc(subscriber.k(), subscriber.opc());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Attach.Challenge challenge() {
        return centre.challenge(subscriber.imsi()).orElseThrow();
    }

    private Bytes sqn(Attach.Challenge challenge) {
        var autn = Autn.of(challenge.autn());
        var sqn = autn.sqn(usim.f2345(challenge.rand()).ak());
        // what a USIM checks before anything else
        assertThat(usim.f1(challenge.rand(), sqn, autn.amf())).isEqualTo(autn.macA());
        return sqn;
    }

    private Attach.Answer answer(Attach.Challenge challenge) {
        var keys = usim.f2345(challenge.rand());
        return new Attach.Answer(
                subscriber.imsi().digits(), keys.res(), Attach.keyProof(keys.ck(), keys.ik(), challenge.rand()));
    }

    @Test
    void letsAUsimInThatAnswersRight() {
        var challenge = challenge();
        assertThat(sqn(challenge)).isEqualTo(Bytes.hex("000000000021")); // SEQ 1, IND 1
        assertThat(Autn.of(challenge.autn()).amf().at(0) & 0x80).isEqualTo(0x80); // TS 33.401 §6.1.2

        assertThat(centre.verify(answer(challenge)))
                .isEqualTo(new Attach.Result(true, Optional.of("00101"), Optional.empty()));
    }

    @Test
    void countsTheSequenceNumberOnForEachChallenge() {
        assertThat(sqn(challenge())).isEqualTo(Bytes.hex("000000000021"));
        assertThat(sqn(challenge())).isEqualTo(Bytes.hex("000000000042"));
    }

    @Test
    void speaksTheTestAlgorithmToo() {
        subscriber = subscriptions.create("foreign", Optional.of(Bytes.hex("000102030405060708090A0B0C0D0E0F")));
        usim = new TestAlgorithm(subscriber.k());
        var challenge = challenge();
        sqn(challenge);

        assertThat(centre.verify(answer(challenge)).attached()).isTrue();
    }

    @Test
    void takesOneAnswerForAChallenge() {
        var answer = answer(challenge());
        centre.verify(answer);

        assertRejected(centre.verify(answer), "no challenge");
    }

    @Test
    void rejectsAnotherRes() {
        var right = answer(challenge());

        assertRejected(centre.verify(new Attach.Answer(right.imsi(), Bytes.repeat(0, 8), right.keyProof())), "RES");
        // and the challenge is spent
        assertRejected(centre.verify(right), "no challenge");
    }

    @Test
    void rejectsOtherKeys() {
        var right = answer(challenge());

        assertRejected(centre.verify(new Attach.Answer(right.imsi(), right.res(), Bytes.repeat(0, 32))), "CK or IK");
    }

    private static void assertRejected(Attach.Result result, String cause) {
        assertThat(result.attached()).isFalse();
        assertThat(result.plmn()).isEmpty();
        assertThat(result.cause().orElseThrow()).contains(cause);
    }

    @Test
    void challengesNobodyItDoesNotKnow() {
        assertThat(centre.challenge(new Imsi("001019999999999"))).isEmpty();
    }

    private Attach.SynchronisationFailure failure(Attach.Challenge challenge, Bytes auts) {
        return new Attach.SynchronisationFailure(subscriber.imsi().digits(), challenge.rand(), auts);
    }

    @Test
    void goesOnFromTheSequenceNumberOfTheUsim() {
        var first = challenge();
        var auts = Auts.compose(usim, first.rand(), Bytes.hex("000000123440")).bytes();

        var second = centre.resynchronise(failure(first, auts)).orElseThrow();

        assertThat(sqn(second)).isEqualTo(Bytes.hex("000000123461"));
        assertThat(centre.verify(answer(second)).attached()).isTrue();
    }

    @Test
    void believesNoForgedAuts() {
        var first = challenge();
        var auts = Auts.compose(usim, first.rand(), Bytes.hex("000000123440")).bytes();
        var forged = auts.with(13, Bytes.of(auts.at(13) ^ 1));

        assertThat(centre.resynchronise(failure(first, forged))).isEmpty();
        assertThat(subscriptions.find(subscriber.iccid()).orElseThrow().sqn()).isEqualTo(33);
    }

    @Test
    void believesNoAutsForAnotherChallenge() {
        var first = challenge();
        var auts = Auts.compose(usim, first.rand(), Bytes.hex("000000123440")).bytes();
        challenge(); // the first is no longer open

        assertThat(centre.resynchronise(failure(first, auts))).isEmpty();
        assertThat(subscriptions.find(subscriber.iccid()).orElseThrow().sqn()).isEqualTo(66);
    }
}
