package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TS 33.102 Annex C.2")
class SqnArrayTest {
    private static final SqnArray AT_100 =
            SqnArray.of(Collections.nCopies(32, 0L)).accepted(100 << 5 | 7);

    @ParameterizedTest(name = "SEQ {0}, IND {1}, delta {2}, L {3}")
    @CsvSource({
        "100, 7, 1000, 1000, false", // the same again
        "101, 7, 1000, 1000, true",
        "100, 8, 1000, 1000, true", // the same of another index
        "110, 3, 10, 1000, true", // as far ahead as delta allows
        "111, 3, 10, 1000, false",
        "91, 3, 10, 10, true", // SEQ_MS - SEQ < L
        "90, 3, 10, 10, false"
    })
    void aNumberIsFreshWithinTheLimits(long seq, int ind, long delta, long ageLimit, boolean isFresh) {
        assertThat(AT_100.isFresh(seq << 5 | ind, delta, ageLimit)).isEqualTo(isFresh);
    }

    @Test
    void withoutLimitsOnlyTheIndexCounts() {
        var top = SqnArray.of(Collections.nCopies(32, 0L)).accepted(SqnArray.MAX_SEQ << 5);
        assertThat(top.isFresh(1 << 5 | 1, SqnArray.NO_LIMIT, SqnArray.NO_LIMIT))
                .isTrue();
        assertThat(top.isFresh(1 << 5, SqnArray.NO_LIMIT, SqnArray.NO_LIMIT)).isFalse();
        assertThat(AT_100.sqnMs()).isEqualTo(100 << 5 | 7);
    }

    @Test
    void thirtyTwoNumbersOf43BitsBelongInIt() {
        assertThatThrownBy(() -> SqnArray.of(Collections.nCopies(31, 0L))).hasMessageContaining("32");
        assertThatThrownBy(() -> SqnArray.of(Collections.nCopies(32, SqnArray.MAX_SEQ + 1)))
                .hasMessageContaining("43 bits");
    }
}
