package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningRoleTest {
    private static final TestRole.Settings SETTINGS = new TestRole.Settings(
            () -> {
                throw new IllegalStateException("nobody is listened to");
            },
            new CountDownLatch(1),
            new CountDownLatch(1));

    @ParameterizedTest
    @ValueSource(strings = {"", "postgresql://localhost/smdp?password=secret"})
    void refusesADatabaseThatIsNoneAndDoesNotRepeatItsPassword(String url) {
        assertThatThrownBy(() -> RunningRole.start(TestRole.class, "test", SETTINGS, url, "nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the URL of the database does not begin with jdbc:");
    }
}
