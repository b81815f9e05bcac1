package org.esimtestbed.smdpplus.web;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.httpdoor.RequestMetrics;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.callback.Callbacks;
import org.esimtestbed.smdpplus.callback.OperatorClient;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.es2plus.ConfirmOrder;
import org.esimtestbed.smdpplus.es2plus.DownloadOrder;
import org.esimtestbed.smdpplus.es2plus.ReleaseProfile;
import org.esimtestbed.smdpplus.es9plus.AuthenticateClient;
import org.esimtestbed.smdpplus.es9plus.CancelSession;
import org.esimtestbed.smdpplus.es9plus.EuiccAuthentication;
import org.esimtestbed.smdpplus.es9plus.GetBoundProfilePackage;
import org.esimtestbed.smdpplus.es9plus.HandleNotification;
import org.esimtestbed.smdpplus.es9plus.InitiateAuthentication;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.smdpplus.storage.Vault;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the SM-DP+ is put together: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Es9PlusController.class, Es2PlusController.class})
public class SmDpPlusConfiguration {

    @Bean
    SSLContext tls(SmDpPlusSettings settings) {
        return MutualTls.context(settings.tls(), settings.cis());
    }

    @Bean
    Listeners listeners(SmDpPlusSettings settings, SSLContext tls, Operation operation, RequestMetrics metrics) {
        return new Listeners(
                settings.host(),
                operation,
                metrics,
                Listener.tls(settings.es9Port(), tls).answering(HttpBinding.ES9PLUS),
                Listener.mutualTls(settings.es2Port(), tls).answering(HttpBinding.ES2PLUS));
    }

    @Bean
    RequestBody requestBody(Operation operation) {
        return new RequestBody(operation.limits(), HttpBinding.JSON);
    }

    @Bean
    KnownOperators operators(SmDpPlusSettings settings) {
        return new KnownOperators(settings.operators());
    }

    @Bean
    Vault vault(SmDpPlusSettings settings) {
        return Vault.withKeyFile(settings.masterKey(), settings.crypto());
    }

    @Bean
    Orders orders(JdbcClient jdbc, Vault vault, SmDpPlusSettings settings) {
        return new Orders(jdbc, vault, settings.clock());
    }

    @Bean
    Sessions sessions(JdbcClient jdbc, SmDpPlusSettings settings) {
        return new Sessions(jdbc, settings.clock());
    }

    @Bean
    ProfileTypes profileTypes(SmDpPlusSettings settings) {
        return new ProfileTypes(settings.profileTypes(), settings.smdpAddress());
    }

    @Bean
    CertificateChain chain(SmDpPlusSettings settings) {
        return new CertificateChain(settings.crypto(), settings.clock(), settings.cis(), RevocationList.EMPTY);
    }

    @Bean
    EuiccAuthentication euiccAuthentication(CertificateChain chain) {
        return new EuiccAuthentication(chain);
    }

    @Bean
    OperatorClient operatorClient(SmDpPlusSettings settings, SSLContext tls) {
        return new OperatorClient(
                settings.operators(), oid(settings.dpAuth()).dotted(), tls, settings.tracer(), settings.clock());
    }

    @Bean
    Callbacks callbacks(JdbcClient jdbc, OperatorClient operators, SmDpPlusSettings settings) {
        return new Callbacks(jdbc, operators, settings.clock());
    }

    @Bean
    ProgressInfo progress(Callbacks callbacks, SmDpPlusSettings settings) {
        return new ProgressInfo(callbacks, settings.clock());
    }

    @Bean
    Binding binding(SmDpPlusSettings settings) {
        return new Binding(settings.crypto(), settings.dpPb().keyPair(), oid(settings.dpPb()));
    }

    @Bean
    InitiateAuthentication initiateAuthentication(
            Sessions sessions, CertificateChain chain, SmDpPlusSettings settings) {
        return new InitiateAuthentication(
                sessions,
                settings.crypto(),
                chain,
                List.of(settings.dpAuth()),
                settings.smdpAddress(),
                settings.minimumSvn());
    }

    @Bean
    AuthenticateClient authenticateClient(
            Sessions sessions,
            Orders orders,
            ProfileTypes profileTypes,
            EuiccAuthentication authentication,
            ProgressInfo progress,
            SmDpPlusSettings settings) {
        return new AuthenticateClient(
                sessions, orders, profileTypes, authentication, settings.crypto(), settings.dpPb(), progress);
    }

    @Bean
    GetBoundProfilePackage getBoundProfilePackage(
            Sessions sessions, Orders orders, Binding binding, ProgressInfo progress, SmDpPlusSettings settings) {
        return new GetBoundProfilePackage(sessions, orders, settings.crypto(), binding, progress);
    }

    @Bean
    CancelSession cancelSession(Sessions sessions, Orders orders, SmDpPlusSettings settings) {
        return new CancelSession(sessions, orders, settings.crypto(), oid(settings.dpAuth()));
    }

    @Bean
    HandleNotification handleNotification(
            Sessions sessions,
            Orders orders,
            EuiccAuthentication authentication,
            ProgressInfo progress,
            SmDpPlusSettings settings) {
        return new HandleNotification(sessions, orders, authentication, settings.crypto(), progress);
    }

    @Bean
    DownloadOrder downloadOrder(Orders orders, ProfileTypes profileTypes) {
        return new DownloadOrder(orders, profileTypes);
    }

    @Bean
    ConfirmOrder confirmOrder(Orders orders, SmDpPlusSettings settings) {
        return new ConfirmOrder(orders, settings.crypto(), settings.smdpAddress());
    }

    @Bean
    ReleaseProfile releaseProfile(Orders orders) {
        return new ReleaseProfile(orders);
    }

    private static Oid oid(Credential credential) {
        return credential
                .certificate()
                .registeredId()
                .orElseThrow(() -> new IllegalArgumentException(credential.certificate() + " carries no OID"));
    }
}
