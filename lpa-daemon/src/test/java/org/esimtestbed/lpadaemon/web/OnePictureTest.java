package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnePictureTest {
    private final OnePicture onePicture = new OnePicture();

    @Test
    void refusesASecondPictureWhileTheFirstIsBeingRead() {
        var second = onePicture.at(() -> CompletableFuture.supplyAsync(() -> onePicture.at(() -> "read"))
                .handle((_, refused) -> refused)
                .join());

        assertThat(second).isInstanceOf(CompletionException.class);
        assertThat(second.getCause())
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.status()).isEqualTo(503));
        assertThat(onePicture.at(() -> "read")).isEqualTo("read");
    }

    @Test
    void readsTheNextAfterOneThatIsNone() {
        assertThatThrownBy(() -> onePicture.at(() -> {
                    throw new IllegalStateException("no picture");
                }))
                .hasMessage("no picture");
        assertThat(CompletableFuture.supplyAsync(() -> onePicture.at(() -> "read"))
                        .join())
                .isEqualTo("read");
    }
}
