package org.esimtestbed.mno.web;

import javax.net.ssl.SSLContext;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.httpdoor.RequestMetrics;
import org.esimtestbed.mno.MnoSettings;
import org.esimtestbed.mno.es2plus.Es2Plus;
import org.esimtestbed.mno.es2plus.Ordering;
import org.esimtestbed.mno.network.AccessRules;
import org.esimtestbed.mno.network.Attachments;
import org.esimtestbed.mno.network.AuthenticationCentre;
import org.esimtestbed.mno.network.PacketGateway;
import org.esimtestbed.mno.network.Services;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.tls.MutualTls;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the operator is put together: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OrderController.class, NetworkController.class, ServicesController.class, CallbackController.class})
public class MnoConfiguration {

    @Bean
    SSLContext tls(MnoSettings settings) {
        return MutualTls.context(settings.tls(), settings.cis());
    }

    @Bean
    Listeners listeners(MnoSettings settings, SSLContext tls, Operation operation, RequestMetrics metrics) {
        return new Listeners(
                settings.host(),
                operation,
                metrics,
                Listener.plain(settings.httpPort()),
                Listener.mutualTls(settings.es2Port(), tls).answering(HttpBinding.ES2PLUS));
    }

    @Bean
    RequestBody requestBody(Operation operation) {
        return new RequestBody(operation.limits(), HttpBinding.JSON);
    }

    @Bean
    Subscriptions subscriptions(JdbcClient jdbc, MnoSettings settings) {
        return new Subscriptions(jdbc, settings.crypto(), settings.plmn());
    }

    @Bean
    Es2Plus es2Plus(MnoSettings settings, SSLContext tls) {
        return new Es2Plus(settings.smdp(), settings.identifier(), tls, settings.tracer(), settings.clock());
    }

    @Bean
    Ordering ordering(Subscriptions subscriptions, Es2Plus smdp) {
        return new Ordering(subscriptions, smdp);
    }

    @Bean
    AuthenticationCentre authenticationCentre(Subscriptions subscriptions, MnoSettings settings) {
        return new AuthenticationCentre(subscriptions, settings.crypto(), settings.plmn());
    }

    @Bean
    AccessRules accessRules(MnoSettings settings) {
        return new AccessRules(settings.rspServers());
    }

    @Bean
    Attachments attachments(MnoSettings settings, AccessRules rules) {
        return new Attachments(settings.crypto(), rules);
    }

    @Bean(destroyMethod = "close")
    PacketGateway packetGateway(MnoSettings settings, Attachments attachments) {
        return PacketGateway.listen(settings.host(), settings.gatewayPort(), attachments);
    }

    @Bean
    Services services(Attachments attachments, Subscriptions subscriptions, PacketGateway gateway) {
        return new Services(attachments, subscriptions, gateway);
    }
}
