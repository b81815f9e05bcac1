package org.esimtestbed.bench.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the measurements measure what they say; never how fast anything is.
class CardBenchTest {
    private final Maker maker = new Maker();

    @Test
    void everyFunctionOfEs10IsInTheLifeOfAProfile() {
        var times = new Es10Times(maker).measure(0, 2);
        assertThat(times)
                .containsOnlyKeys(
                        "AuthenticateServer",
                        "CancelSession",
                        "DeleteProfile",
                        "DisableProfile",
                        "EnableProfile",
                        "EuiccMemoryReset",
                        "GetEid",
                        "GetEuiccChallenge",
                        "GetEuiccConfiguredAddresses",
                        "GetEuiccInfo1",
                        "GetEuiccInfo2",
                        "GetProfilesInfo",
                        "GetRat",
                        "ListNotification",
                        "LoadBoundProfilePackage",
                        "PrepareDownload",
                        "RemoveNotificationFromList",
                        "RetrieveNotificationsList",
                        "SetDefaultDpAddress",
                        "SetNickname");
        assertThat(times.values())
                .allSatisfy(it ->
                        assertThat(it.p95()).isGreaterThanOrEqualTo(it.p50()).isPositive());
    }

    @Test
    void anInstallationIsCountedOnceAndCannotBeatItsCryptography() {
        var times = new Es10Times(maker);
        assertThat(times.installation(5, 5)).isGreaterThan(times.floor(20, 20) / 2);
    }

    @Test
    void theApdusAreAnswered() {
        assertThat(ApduRates.measure(maker, Duration.ofMillis(20)))
                .containsOnlyKeys("STATUS", "READ BINARY", "STORE DATA, 255 octets")
                .allSatisfy((command, rate) -> assertThat(rate).isPositive());
    }

    @Test
    void cardsWithAProfileEachLiveInAJvmOfTheirOwn() throws IOException, InterruptedException {
        var fleet = Fleet.inJvmOfItsOwn(20, 512);
        assertThat(fleet.cards()).isEqualTo(20);
        assertThat(fleet.cardWithProfile()).isGreaterThan(fleet.idleCard()).isLessThan(400_000);
        assertThat(fleet.heapLimit()).isLessThanOrEqualTo(512L << 20);
    }

    @Test
    void percentilesAreThoseOfTheSortedTimes() {
        var nanos = List.of(5_000L, 1_000L, 3_000L, 2_000L, 4_000L);
        assertThat(Percentiles.of(nanos)).isEqualTo(new Percentiles(3, 5));
    }
}
