package org.esimtestbed.mno.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.esimtestbed.mno.Database;
import org.esimtestbed.mno.subscription.Subscription.Algorithm;
import org.esimtestbed.mno.subscription.Subscription.Progress;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SubscriptionsTest {
    private Database database;
    private Subscriptions subscriptions;

    @BeforeEach
    void open(TestInfo test) {
        database = new Database(test.getTestMethod().orElseThrow().getName());
        subscriptions = new Subscriptions(database.jdbc(), Crypto.standard(), "00101");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesNumbersInTheirForms() {
        var made = subscriptions.create("generic", Optional.empty());

        assertThat(made.iccid().digits()).hasSize(19).startsWith("89");
        assertThat(luhn(made.iccid().digits())).isZero();
        assertThat(made.imsi().digits()).hasSize(15).startsWith("00101");
        assertThat(made.pin1()).matches("\\d{4}");
        assertThat(made.puk1()).matches("\\d{8}");
        assertThat(made.adm1()).matches("\\d{8}");
        assertThat(made.k().size()).isEqualTo(16);
        assertThat(made.opc().size()).isEqualTo(16);
        assertThat(made.k()).isNotEqualTo(made.opc());
        assertThat(made.algorithm()).isEqualTo(Algorithm.MILENAGE);
    }

    /// ISO/IEC 7812-1 Annex B: the weighted sum, 0 modulo 10 for a valid number.
    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10;
    }

    @Test
    void givesNoNumberTwiceToThoseWhoComeAtOnce() throws Exception {
        int each = 40;
        Callable<Subscription> create = () -> subscriptions.create("generic", Optional.empty());
        var iccids = new HashSet<Iccid>();
        var imsis = new HashSet<String>();
        var msisdns = new HashSet<String>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<Subscription> made : pool.invokeAll(
                    IntStream.range(0, each).mapToObj(_ -> create).toList())) {
                iccids.add(made.get().iccid());
                imsis.add(made.get().imsi().digits());
                msisdns.add(made.get().msisdn());
            }
        }

        assertThat(iccids).hasSize(each);
        assertThat(imsis).hasSize(each);
        assertThat(msisdns).hasSize(each);
        assertThat(subscriptions.all()).hasSize(each);
    }

    @Test
    void findsASubscriberByEitherNumber() {
        var made = subscriptions.create("foreign", Optional.of(Bytes.repeat(5, 16)));

        assertThat(subscriptions.find(made.iccid())).contains(made);
        assertThat(subscriptions.find(made.imsi())).contains(made);
        assertThat(made.algorithm()).isEqualTo(Algorithm.TEST);
        assertThat(made.k()).isEqualTo(Bytes.repeat(5, 16));
    }

    @Test
    void remembersHowFarAProfileIs() {
        var iccid = subscriptions.create("generic", Optional.empty()).iccid();
        subscriptions.released(iccid, "1$localhost$X");
        assertThat(subscriptions.find(iccid).orElseThrow().progress()).isEqualTo(Progress.RELEASED);
        subscriptions.heard(iccid, Progress.INSTALLED);

        var found = subscriptions.find(iccid).orElseThrow();
        assertThat(found.progress()).isEqualTo(Progress.INSTALLED);
        assertThat(found.activationCode()).contains("1$localhost$X");
    }

    @Test
    void issuesNoSequenceNumberTwice() throws Exception {
        var made = subscriptions.create("generic", Optional.empty());
        int each = 30;
        Callable<Long> next = () -> subscriptions.nextSqn(made, 33);
        var numbers = new HashSet<Long>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var number :
                    pool.invokeAll(IntStream.range(0, each).mapToObj(_ -> next).toList())) numbers.add(number.get());
        }

        assertThat(numbers).hasSize(each);
        assertThat(subscriptions.find(made.iccid()).orElseThrow().sqn()).isEqualTo(33L * each);
    }

    @Test
    void printsNoSecret() {
        var made = subscriptions.create("generic", Optional.empty());

        assertThat(made.toString())
                .doesNotContain(made.k().hex())
                .doesNotContain(made.opc().hex())
                .doesNotContain("puk")
                .doesNotContain(made.puk1());
    }
}
