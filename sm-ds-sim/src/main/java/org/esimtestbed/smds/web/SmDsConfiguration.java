package org.esimtestbed.smds.web;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.httpdoor.RequestMetrics;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rspserver.authentication.EuiccAuthentication;
import org.esimtestbed.rspserver.retention.Recurring;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.admin.AdminApi;
import org.esimtestbed.smds.es11.AuthenticateClient;
import org.esimtestbed.smds.es11.CancelSession;
import org.esimtestbed.smds.es11.InitiateAuthentication;
import org.esimtestbed.smds.es12.DeleteEvent;
import org.esimtestbed.smds.es12.RegisterEvent;
import org.esimtestbed.smds.es15.RootSmDs;
import org.esimtestbed.smds.event.Events;
import org.esimtestbed.smds.retention.Retention;
import org.esimtestbed.smds.session.Sessions;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What Root and Alternative have alike: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Es11Controller.class, Es11Asn1Controller.class, Es12Controller.class, AdminApi.class})
class SmDsConfiguration {
    private static final String[] ES11 = {HttpBinding.ES11, HttpBinding.ES9PLUS, HttpBinding.ASN1_PATH};

    record Tls(Supplier<SSLContext> context) {}

    /// The TLS of this server where other servers meet it, and of its own calls.
    @Bean
    Tls tls(SmDsSettings settings) {
        return new Tls(context(settings, settings.identity()));
    }

    private static Supplier<SSLContext> context(SmDsSettings settings, DsIdentity identity) {
        return identity.tls().context(settings.cis(), settings.crypto(), settings.clock());
    }

    @Bean
    Listeners listeners(SmDsSettings settings, Tls tls, Operation operation, RequestMetrics metrics) {
        var es12 = Listener.mutualTls(settings.es12Port(), tls.context()).answering(HttpBinding.ES12, HttpBinding.ES15);
        var others = settings.identities().stream()
                .skip(1)
                .map(it -> Listener.tls(it.port(), context(settings, it)).answering(ES11));
        return new Listeners(
                settings.host(),
                operation,
                metrics,
                Listener.tls(settings.identity().port(), tls.context()).answering(ES11),
                Stream.concat(Stream.of(es12), others).toArray(Listener[]::new));
    }

    @Bean
    RequestBody requestBody(Operation operation) {
        return new RequestBody(operation.limits(), HttpBinding.JSON, HttpBinding.ASN1);
    }

    @Bean
    CertificateChain chain(SmDsSettings settings) {
        return new CertificateChain(settings.crypto(), settings.clock(), settings.cis(), RevocationList.EMPTY);
    }

    @Bean
    Durability durability(JdbcOperations jdbc, SmDsSettings settings) {
        return Durability.of(settings.databaseUrl(), jdbc);
    }

    @Bean
    Events events(JdbcClient jdbc, Durability durability, SmDsSettings settings) {
        return new Events(jdbc, durability, settings.clock());
    }

    @Bean
    Sessions sessions(JdbcClient jdbc, SmDsSettings settings) {
        return new Sessions(jdbc, settings.clock(), settings.policy().sessionLife());
    }

    @Bean
    Recurring retention(Sessions sessions, Events events, SmDsSettings settings) {
        return new Retention(sessions, events).start(settings.policy().retentionInterval());
    }

    @Bean
    LpaHeaders lpaHeaders(SmDsSettings settings) {
        return new LpaHeaders(settings.policy().lpaHeaders());
    }

    @Bean
    Es11 es11(Sessions sessions, Events events, CertificateChain chain, SmDsSettings settings) {
        return new Es11(
                new InitiateAuthentication(sessions, chain, settings),
                new AuthenticateClient(sessions, events, new EuiccAuthentication(chain, settings.crypto())),
                new CancelSession(sessions, settings));
    }

    @Bean
    Registrations registrations(
            RequestBody bodies, CertificateChain chain, Events events, Optional<RootSmDs> root, SmDsSettings settings) {
        return new Registrations(
                bodies,
                new KnownServers(chain),
                new RegisterEvent(events, root, settings),
                new DeleteEvent(events, root));
    }
}
