package org.esimtestbed.console.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LpaEndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8451",
        "localhost, http://localhost:8451",
        "::1, http://[::1]:8451",
        "[::1], http://[::1]:8451"
    })
    void bracketsAnIpv6Address(String host, String url) {
        assertThat(LpaEndpoints.url(host, 8451)).isEqualTo(url);
    }
}
