package org.esimtestbed.smdpplus.web;

import javax.net.ssl.SSLContext;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
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
import org.esimtestbed.smdpplus.es9plus.Es9Plus;
import org.esimtestbed.smdpplus.es9plus.EuiccAuthentication;
import org.esimtestbed.smdpplus.es9plus.GetBoundProfilePackage;
import org.esimtestbed.smdpplus.es9plus.HandleNotification;
import org.esimtestbed.smdpplus.es9plus.HonestEs9Plus;
import org.esimtestbed.smdpplus.es9plus.InitiateAuthentication;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.smdpplus.storage.Transactions;
import org.esimtestbed.smdpplus.storage.Vault;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How the SM-DP+ is put together: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Es9PlusController.class, Es9PlusAsn1Controller.class, Es2PlusController.class, Answers.class})
public class SmDpPlusConfiguration {

    @Bean
    SSLContext tls(SmDpPlusSettings settings) {
        return MutualTls.context(settings.identity().tls(), settings.cis());
    }

    @Bean
    Listeners listeners(SmDpPlusSettings settings, SSLContext tls) {
        return new Listeners(
                settings.host(),
                Listener.tls(settings.identity().port(), tls).answering(HttpBinding.ES9PLUS, HttpBinding.ASN1_PATH),
                Listener.mutualTls(settings.es2Port(), tls).answering(HttpBinding.ES2PLUS));
    }

    @Bean
    RequestBody requestBody() {
        return new RequestBody();
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
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(new TransactionTemplate(manager));
    }

    @Bean
    AuditTrail audit(JdbcClient jdbc, SmDpPlusSettings settings) {
        return new AuditTrail(jdbc, settings.clock());
    }

    @Bean
    Orders orders(JdbcClient jdbc, Transactions transactions, AuditTrail audit, SmDpPlusSettings settings) {
        return new Orders(jdbc, transactions, audit, settings.clock());
    }

    @Bean
    Contents contents(JdbcClient jdbc, Vault vault) {
        return new Contents(jdbc, vault);
    }

    @Bean
    Sessions sessions(JdbcClient jdbc, SmDpPlusSettings settings) {
        return new Sessions(
                jdbc,
                settings.clock(),
                settings.policy().sessionLife(),
                settings.policy().resultLife());
    }

    @Bean
    ProfileTypes profileTypes(SmDpPlusSettings settings) {
        return new ProfileTypes(settings.profileTypes(), settings.identity().address());
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
                settings.operators(), settings.identity().oid().dotted(), tls, settings.tracer(), settings.clock());
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
    Es9PlusHeaders es9PlusHeaders(SmDpPlusSettings settings) {
        return new Es9PlusHeaders(settings.policy().lpaHeaders());
    }

    @Bean
    Es9Plus es9Plus(
            InitiateAuthentication initiate,
            AuthenticateClient authenticate,
            GetBoundProfilePackage bind,
            CancelSession cancel,
            HandleNotification notifications) {
        return new HonestEs9Plus(initiate, authenticate, bind, cancel, notifications);
    }

    @Bean
    DownloadOrder downloadOrder(
            Orders orders, Contents contents, ProfileTypes profileTypes, Transactions transactions) {
        return new DownloadOrder(orders, contents, profileTypes, transactions);
    }

    @Bean
    ConfirmOrder confirmOrder(Orders orders, SmDpPlusSettings settings) {
        return new ConfirmOrder(orders, settings);
    }

    @Bean
    ReleaseProfile releaseProfile(Orders orders) {
        return new ReleaseProfile(orders);
    }
}
