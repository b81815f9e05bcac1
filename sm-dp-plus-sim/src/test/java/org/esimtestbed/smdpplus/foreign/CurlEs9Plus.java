package org.esimtestbed.smdpplus.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/// ES9+ through `curl`, whose TLS is OpenSSL's and knows brainpoolP256r1.
final class CurlEs9Plus {
    private CurlEs9Plus() {}

    /// @param ci   PEM of the CI to trust
    /// @param base `https://localhost:8443/gsma/rsp2/es9plus/`
    static Es9Plus over(Path ci, String base) {
        return (function, request) -> {
            try {
                var curl = new ProcessBuilder(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--fail",
                                "--max-time",
                                "20",
                                "--tls-max",
                                "1.2",
                                "--curves",
                                "brainpoolP256r1",
                                "--cacert",
                                ci.toString(),
                                "--header",
                                "Content-Type: application/json",
                                "--header",
                                "User-Agent: gsma-rsp-lpad",
                                "--header",
                                "X-Admin-Protocol: gsma/rsp/v2.2.2",
                                "--data-binary",
                                "@-",
                                base + function)
                        .start();
                try (var in = curl.getOutputStream()) {
                    in.write(Es9Plus.JSON.writeValueAsBytes(request));
                }
                var answer = new String(curl.getInputStream().readAllBytes(), UTF_8);
                var complaint = new String(curl.getErrorStream().readAllBytes(), UTF_8);
                ForeignRefusal.unless(curl.waitFor() == 0, function + ": " + complaint);
                return answer.isEmpty() ? Es9Plus.JSON.createObjectNode() : Es9Plus.JSON.readTree(answer);
            } catch (IOException e) {
                throw new ForeignRefusal(function, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }
}
