package org.esimtestbed.smdpplus.web;

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
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.admin.AdminApi;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.callback.CallbackRows;
import org.esimtestbed.smdpplus.callback.Callbacks;
import org.esimtestbed.smdpplus.callback.OperatorClient;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.es2plus.CancelOrder;
import org.esimtestbed.smdpplus.es2plus.ConfirmOrder;
import org.esimtestbed.smdpplus.es2plus.DownloadOrder;
import org.esimtestbed.smdpplus.es2plus.ReleaseProfile;
import org.esimtestbed.smdpplus.es9plus.AuthenticateClient;
import org.esimtestbed.smdpplus.es9plus.CancelSession;
import org.esimtestbed.smdpplus.es9plus.Es9Plus;
import org.esimtestbed.smdpplus.es9plus.GetBoundProfilePackage;
import org.esimtestbed.smdpplus.es9plus.HandleNotification;
import org.esimtestbed.smdpplus.es9plus.HonestEs9Plus;
import org.esimtestbed.smdpplus.es9plus.InitiateAuthentication;
import org.esimtestbed.smdpplus.operator.Operators;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.quirk.QuirkyEs9Plus;
import org.esimtestbed.smdpplus.quirk.Script;
import org.esimtestbed.smdpplus.quirk.ServerKeys;
import org.esimtestbed.smdpplus.quirk.TlsScript;
import org.esimtestbed.smdpplus.quirk.WireScript;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.smdpplus.smds.SmdsClient;
import org.esimtestbed.smdpplus.smds.SmdsEventRows;
import org.esimtestbed.smdpplus.smds.SmdsEvents;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the SM-DP+ is put together: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    Es9PlusController.class,
    Es9PlusAsn1Controller.class,
    Es2PlusController.class,
    AdminApi.class,
    CatalogueConfiguration.class,
    StorageConfiguration.class
})
public class SmDpPlusConfiguration {
    private static final String[] ES9PLUS = {HttpBinding.ES9PLUS, HttpBinding.ASN1_PATH};

    record Tls(Supplier<SSLContext> context) {}

    /// The TLS of this server where operators meet it, and of its own calls.
    @Bean
    Tls tls(SmDpPlusSettings settings) {
        return new Tls(settings.identity().tls().context(settings.cis(), settings.crypto(), settings.clock()));
    }

    @Bean
    Listeners listeners(
            SmDpPlusSettings settings,
            Tls tls,
            TlsScript script,
            Operators operators,
            Operation operation,
            RequestMetrics metrics) {
        var es9Tls = QuirkyTls.around(tls.context(), script, settings.cis());
        var others = settings.identities().stream().skip(1).map(identity -> es9(settings, identity));
        var es2 = Listener.mutualTls(settings.es2Port(), new Es2Trust(settings, operators))
                .answering(HttpBinding.ES2PLUS);
        return new Listeners(
                settings.host(),
                operation,
                metrics,
                Listener.tls(settings.identity().port(), es9Tls).answering(ES9PLUS),
                Stream.concat(Stream.of(es2), others).toArray(Listener[]::new));
    }

    private static Listener es9(SmDpPlusSettings settings, ServerIdentity identity) {
        return Listener.tls(
                        identity.port(), identity.tls().context(settings.cis(), settings.crypto(), settings.clock()))
                .answering(ES9PLUS);
    }

    @Bean
    RequestBody requestBody(Operation operation) {
        return new RequestBody(operation.limits(), HttpBinding.JSON, HttpBinding.ASN1);
    }

    @Bean
    CertificateChain chain(SmDpPlusSettings settings) {
        return new CertificateChain(settings.crypto(), settings.clock(), settings.cis(), RevocationList.EMPTY);
    }

    @Bean
    EuiccAuthentication euiccAuthentication(CertificateChain chain, SmDpPlusSettings settings) {
        return new EuiccAuthentication(chain, settings.crypto());
    }

    @Bean
    OperatorClient operatorClient(SmDpPlusSettings settings, Operators operators, Tls tls) {
        return new OperatorClient(
                operators::all, settings.identity().oid().dotted(), tls.context(), settings.tracer(), settings.clock());
    }

    @Bean
    Callbacks callbacks(CallbackRows rows, OperatorClient operators, Orders orders, SmDpPlusSettings settings) {
        return new Callbacks(
                rows,
                operators,
                orders,
                settings.crypto(),
                settings.clock(),
                settings.policy().callbackLife());
    }

    @Bean
    SmdsClient smdsClient(SmDpPlusSettings settings, Tls tls) {
        return new SmdsClient(settings.identity(), tls.context(), settings.tracer(), settings.clock());
    }

    @Bean
    SmdsEvents smdsEvents(SmdsEventRows rows, SmdsClient client, Orders orders, SmDpPlusSettings settings) {
        return new SmdsEvents(
                rows, client, orders, settings.clock(), settings.policy().callbackLife());
    }

    @Bean
    ProgressInfo progress(Callbacks callbacks, SmDpPlusSettings settings) {
        return new ProgressInfo(callbacks, settings.clock());
    }

    @Bean
    Binding binding(Vault vault, SmDpPlusSettings settings) {
        return new Binding(settings.crypto(), vault);
    }

    @Bean
    InitiateAuthentication initiateAuthentication(
            Sessions sessions, CertificateChain chain, SmDpPlusSettings settings) {
        return new InitiateAuthentication(sessions, settings.crypto(), chain, settings.identities(), settings.policy());
    }

    @Bean
    AuthenticateClient authenticateClient(
            Sessions sessions,
            Orders orders,
            Contents contents,
            EuiccAuthentication authentication,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        return new AuthenticateClient(sessions, orders, contents, authentication, progress, transactions, settings);
    }

    @Bean
    GetBoundProfilePackage getBoundProfilePackage(
            Sessions sessions,
            Orders orders,
            Contents contents,
            Binding binding,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        return new GetBoundProfilePackage(sessions, orders, contents, binding, progress, transactions, settings);
    }

    @Bean
    CancelSession cancelSession(
            Sessions sessions,
            Orders orders,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        return new CancelSession(sessions, orders, progress, transactions, settings);
    }

    @Bean
    HandleNotification handleNotification(
            Sessions sessions,
            Orders orders,
            EuiccAuthentication authentication,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        return new HandleNotification(sessions, orders, authentication, settings.crypto(), progress, transactions);
    }

    @Bean
    LpaHeaders es9PlusHeaders(SmDpPlusSettings settings) {
        return new LpaHeaders(settings.policy().lpaHeaders());
    }

    @Bean
    HonestEs9Plus honestEs9Plus(
            InitiateAuthentication initiate,
            AuthenticateClient authenticate,
            GetBoundProfilePackage bind,
            CancelSession cancel,
            HandleNotification notifications) {
        return new HonestEs9Plus(initiate, authenticate, bind, cancel, notifications);
    }

    @Bean
    ServerKeys serverKeys(SmDpPlusSettings settings) {
        return new ServerKeys(settings.crypto(), settings.identities(), settings.spoilt());
    }

    @Bean
    Script script(JdbcClient jdbc, ServerKeys keys, SmDpPlusSettings settings) {
        return new Script(jdbc, settings.clock(), keys);
    }

    @Bean
    TlsScript tlsScript(Script script, ServerKeys keys) {
        return new TlsScript(script, keys);
    }

    @Bean
    @Primary
    Es9Plus es9Plus(
            HonestEs9Plus honest,
            Script script,
            ServerKeys keys,
            Sessions sessions,
            Orders orders,
            Contents contents,
            Binding binding) {
        return new QuirkyEs9Plus(honest, script, keys, sessions, orders, contents, binding);
    }

    @Bean
    QuirkyWire quirkyWire(Script script, Sessions sessions, Orders orders) {
        return new QuirkyWire(new WireScript(script, sessions, orders));
    }

    @Bean
    DownloadOrder downloadOrder(
            Orders orders, Stock stock, Contents contents, ProfileTypes profileTypes, Transactions transactions) {
        return new DownloadOrder(orders, stock, contents, profileTypes, transactions);
    }

    @Bean
    ConfirmOrder confirmOrder(Orders orders, SmDpPlusSettings settings) {
        return new ConfirmOrder(orders, settings);
    }

    @Bean
    CancelOrder cancelOrder(Orders orders, Contents contents, Transactions transactions) {
        return new CancelOrder(orders, contents, transactions);
    }

    @Bean
    ReleaseProfile releaseProfile(Orders orders, SmDpPlusSettings settings) {
        return new ReleaseProfile(orders, settings.clock());
    }
}
