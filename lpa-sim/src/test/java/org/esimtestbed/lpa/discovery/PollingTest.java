package org.esimtestbed.lpa.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.esimtestbed.lpa.discovery.Discovery.Poll;
import org.esimtestbed.lpa.discovery.PollSchedule.Rhythm;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.status.StatusCode;
import org.junit.jupiter.api.Test;

class PollingTest {
    private static final Instant POWER_ON = Instant.parse("2026-01-01T00:00:00Z");
    private static final Poll NOTHING = new Poll("smds.example.com", List.of(), Optional.empty());

    private final List<Duration> polledAt = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Instant now = POWER_ON;

    /// Lives until it has been asked so many times; time passes only between polls.
    private void run(int polls, Supplier<Poll> answer) throws InterruptedException {
        var schedule =
                new PollSchedule(new Rhythm(Duration.ofHours(1), 0, Duration.ofMinutes(1)), () -> now, new Random(1));
        var watcher = new Polling.Watcher() {
            @Override
            public void polled(Poll poll) {
                told.add("answered");
            }

            @Override
            public void missed(RuntimeException why, Instant next) {
                told.add("missed until " + Duration.between(POWER_ON, next).toMinutes());
            }
        };
        new Polling(
                        schedule,
                        () -> {
                            polledAt.add(Duration.between(POWER_ON, now));
                            return answer.get();
                        },
                        due -> {
                            now = due;
                            return polledAt.size() < polls;
                        },
                        watcher)
                .run();
    }

    @Test
    void asksAgainAndAgainUntilTheDeviceIsSwitchedOff() throws Exception {
        run(3, () -> NOTHING);

        assertThat(polledAt).containsExactly(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(2));
        assertThat(told).containsExactly("answered", "answered", "answered");
    }

    @Test
    void goesOnAfterAnSmDsThatDoesNotAnswerOrRefuses() throws Exception {
        run(3, () -> switch (polledAt.size()) {
            case 1 -> throw new ServerUnreachable("gone", new IOException());
            case 2 -> throw StatusCode.SMDS_NO_COMMON_CI.because("no");
            default -> NOTHING;
        });

        assertThat(polledAt).containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(told).containsExactly("missed until 1", "missed until 3", "answered");
    }

    @Test
    void endsWithWhatNoLaterPollCanMend() {
        assertThatThrownBy(() -> run(3, () -> {
                    throw new IllegalArgumentException("the eUICC names no Root SM-DS");
                }))
                .hasMessageContaining("names no Root SM-DS");
        assertThat(polledAt).hasSize(1);
    }
}
