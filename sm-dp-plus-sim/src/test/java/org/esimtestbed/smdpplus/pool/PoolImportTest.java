package org.esimtestbed.smdpplus.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolImportTest {
    private static final InstantSource CLOCK = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private static final String HEADER = "iccid,imsi,msisdn,k,opc,pin1,puk1,adm1\n";
    private static final String KEY = "000102030405060708090A0B0C0D0E0F";

    private Database database;
    private Stock stock;

    @BeforeEach
    void open(TestInfo test) {
        database = Database.named("pool" + test.getDisplayName().hashCode());
        stock = new Stock(database.jdbc(), database.orders(CLOCK), Database.VAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private PoolImport.Report read(Reader text, boolean dryRun, PoolImport.Progress progress) {
        return new PoolImport(database.intake(stock, CLOCK), dryRun).read(text, "operator", "generic", progress);
    }

    private PoolImport.Report read(String text) {
        return read(new StringReader(text), false, _ -> {});
    }

    private static String line(int number) {
        return "%s,00101%010d,,%s,%s,,,\n".formatted(iccid(number), number, KEY, KEY);
    }

    private static Iccid iccid(int number) {
        return Iccid.withLuhnDigit("89882119%010d".formatted(number));
    }

    private long rows() {
        return database.jdbc()
                .sql("select count(*) from profile_order where state = 'AVAILABLE'")
                .query(Long.class)
                .single();
    }

    @Test
    void putsEachLineIntoStock() {
        var report = read(
                "adm1, imsi,iccid ,k,opc,puk1,pin1,msisdn\n0123456789ABCDEF,001010000000001,%sF,%s,%s,12345678,0000,491700\n"
                        .formatted(iccid(1), KEY, KEY));

        assertThat(report).isEqualTo(new PoolImport.Report(1, 1, 0, 0, java.util.List.of()));
        var order = database.orders(CLOCK).find(iccid(1)).orElseThrow();
        assertThat(order.state()).isEqualTo(OrderState.AVAILABLE);
        assertThat(order.operator()).isEqualTo("operator");
        assertThat(order.profileType()).isEqualTo("generic");
        assertThat(stock.personalisation(iccid(1)))
                .contains(new Personalisation(
                        "001010000000001",
                        Optional.of("491700"),
                        Optional.of(KEY),
                        Optional.of(KEY),
                        Optional.of("0000"),
                        Optional.of("12345678"),
                        Optional.of("0123456789ABCDEF")));
    }

    @Test
    void keepsNoSecretOpen() {
        read(HEADER + line(1));

        var kept = database.jdbc()
                .sql("select personalisation from profile_order")
                .query((row, number) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .single();
        assertThat(kept).doesNotContain(KEY).doesNotContain("00101");
    }

    @Test
    void changesNothingTheSecondTime() {
        var text = HEADER + line(1) + line(2) + line(2);

        assertThat(read(text)).isEqualTo(new PoolImport.Report(3, 2, 1, 0, java.util.List.of()));
        assertThat(read(text)).isEqualTo(new PoolImport.Report(3, 0, 3, 0, java.util.List.of()));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void changesNothingWhenAskedOnlyToLook() {
        var report = read(new StringReader(HEADER + line(1) + line(2)), true, _ -> {});

        assertThat(report.imported()).isEqualTo(2);
        assertThat(rows()).isZero();
    }

    @Test
    void importsTheGoodLinesAndNamesTheOthersByNumber() {
        var report = read(HEADER + line(1) + "8988,001010000000001,,,,,,\n\n" + line(2) + "too,few\n");

        assertThat(report.read()).isEqualTo(4);
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(2);
        assertThat(report.errors()).extracting(PoolImport.LineError::line).containsExactly(3L, 6L);
        assertThat(report.errors().getFirst().reason()).contains("ICCID");
        assertThat(report.errors().getLast().reason()).contains("2 fields").contains("8 columns");
    }

    @ParameterizedTest
    @CsvSource({
        "'12,,,,,,', IMSI",
        "'001010000000001,+49,,,,,', msisdn",
        "'001010000000001,,SECRET,000102030405060708090A0B0C0D0E0F,,,', k has",
        "'001010000000001,,000102030405060708090A0B0C0D0E0F,SECRET,,,', opc has",
        "'001010000000001,,000102030405060708090A0B0C0D0E0F,,,,', k and opc",
        "'001010000000001,,,,SECRET,,', pin1",
        "'001010000000001,,,,,SECRET,', puk1",
        "'001010000000001,,,,,,SECRET', adm1"
    })
    void saysWhatIsWrongAndEchoesNoSecret(String line, String reason) {
        var error = read(HEADER + iccid(1) + "," + line + "\n").errors().getFirst();

        assertThat(error.line()).isEqualTo(2);
        assertThat(error.reason()).contains(reason).doesNotContain("SECRET").doesNotContain("0001020304");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'iccid,imsi,ki', 'unknown column \"ki\"'",
        "'iccid,imsi,iccid', iccid is there twice",
        "'iccid,k', imsi is missing"
    })
    void namesTheColumnThatIsWrong(String header, String reason) {
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(reason);
    }

    @Test
    void showsTheFirstThousandErrorsAndCountsAll() {
        var report = read(HEADER + "x,y\n".repeat(1500));

        assertThat(report.refused()).isEqualTo(1500);
        assertThat(report.errors()).hasSize(1000);
    }

    @Test
    void readsAFileThatIsNeverInMemoryAsAWhole() {
        var progress = new ArrayList<Long>();
        long start = System.nanoTime();

        var report = read(new Lines(100_000), false, progress::add);

        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("imported %,.0f rows/s%n", 100_000 / seconds);
        assertThat(report.imported()).isEqualTo(100_000);
        assertThat(progress).hasSizeGreaterThanOrEqualTo(100).isSorted().endsWith(100_000L);
        assertThat(rows()).isEqualTo(100_000);
        assertThat(seconds).isLessThan(60);
    }

    /// A file that is made while it is read, and fails whoever wants much of it at once.
    private static final class Lines extends Reader {
        private final int lines;
        private int next;
        private String rest = HEADER;

        Lines(int lines) {
            this.lines = lines;
        }

        @Override
        public int read(char[] into, int at, int length) throws IOException {
            if (length > 1 << 20) throw new IOException("wants the whole file at once");
            if (rest.isEmpty()) {
                if (next == lines) return -1;
                rest = line(next++);
            }
            int given = Math.min(length, rest.length());
            rest.getChars(0, given, into, at);
            rest = rest.substring(given);
            return given;
        }

        @Override
        public void close() {}
    }
}
