package org.esimtestbed.httpdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A small role with every kind of listener: what a test asks goes through the door alone.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TestRole.Functions.class)
class TestRole {
    static final String ECHO = HttpBinding.ES9PLUS + "echo";
    static final String FAIL = HttpBinding.ES9PLUS + "fail";
    static final String WAIT = HttpBinding.ES9PLUS + "wait";
    static final String MUTUAL = HttpBinding.ES2PLUS + "echo";

    /// @param entered counted down when `wait` has begun
    /// @param go      `wait` ends when it is counted down
    record Settings(Supplier<SSLContext> tls, CountDownLatch entered, CountDownLatch go) {}

    record Inner(String text, Optional<Integer> number) {}

    record Ask(String name, Optional<TransactionId> transactionId, Optional<Inner> inner, Optional<Bytes> octets) {}

    record Told(String name) {}

    record About(TransactionId transactionId) {}

    @Bean
    Listeners listeners(Settings settings, Operation operation, RequestMetrics metrics) {
        return new Listeners(
                "127.0.0.1",
                operation,
                metrics,
                Listener.tls(0, settings.tls()).answering(HttpBinding.ES9PLUS),
                Listener.mutualTls(0, settings.tls()).answering(HttpBinding.ES2PLUS));
    }

    @Bean
    RequestBody requestBody(Operation operation) {
        return new RequestBody(operation.limits(), HttpBinding.JSON);
    }

    @RestController
    static final class Functions {
        private final RequestBody bodies;
        private final Settings settings;

        Functions(RequestBody bodies, Settings settings) {
            this.bodies = bodies;
            this.settings = settings;
        }

        @PostMapping({ECHO, MUTUAL})
        ResponseEntity<byte[]> echo(HttpServletRequest http) {
            var body = bodies.read(http);
            return Answers.of(() -> {
                var ask = JsonBinding.readRequest(body, Ask.class);
                ask.transactionId().ifPresent(id -> CurrentRequest.concerning(new About(id)));
                if (ask.name().equals("refuse me")) throw StatusCode.MATCHING_ID_REFUSED.because("as asked");
                return new Told(ask.name());
            });
        }

        @PostMapping(FAIL)
        ResponseEntity<byte[]> fail(HttpServletRequest http) {
            var ask = JsonBinding.readRequest(bodies.read(http), Ask.class);
            throw ask.name().equals("database")
                    ? new DataAccessResourceFailureException("no connection to secret-host")
                    : new IllegalStateException("secret-detail");
        }

        @PostMapping(WAIT)
        ResponseEntity<byte[]> waits(HttpServletRequest http) throws InterruptedException {
            var ask = JsonBinding.readRequest(bodies.read(http), Ask.class);
            settings.entered().countDown();
            if (!settings.go().await(20, TimeUnit.SECONDS)) throw new IllegalStateException("nobody said go");
            return Answers.of(() -> new Told(ask.name()));
        }
    }

    static TestPki pki(Path folder, Curve curve) {
        var crypto = Crypto.standard();
        var pki = new TestPki(new PkiFolder(folder, crypto), crypto, InstantSource.system());
        pki.init(curve);
        return pki;
    }

    static SSLContext server(TestPki pki) {
        var folder = pki.folder();
        return MutualTls.context(
                folder.read(TestPki.DP_TLS_NAME), java.util.List.of(folder.readCertificate(PkiFolder.CI)));
    }

    static SSLContext operator(TestPki pki) {
        var folder = pki.folder();
        return MutualTls.context(
                folder.read(TestPki.OPERATOR_TLS_NAME), java.util.List.of(folder.readCertificate(PkiFolder.CI)));
    }

    static RunningRole start(Supplier<SSLContext> tls, Operation operation) {
        return start(new Settings(tls, new CountDownLatch(1), new CountDownLatch(1)), operation);
    }

    static RunningRole start(Settings settings, Operation operation) {
        return RunningRole.start(TestRole.class, "test-role", settings, operation);
    }
}
