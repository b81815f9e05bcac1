package org.esimtestbed.smdpplus.web;

import java.util.Optional;
import org.esimtestbed.rspserver.retention.Recurring;
import org.esimtestbed.rspserver.storage.Batches;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.rspserver.storage.MasterKey;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.callback.CallbackRows;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.EndedOrders;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.retention.Retention;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.smdpplus.smds.SmdsEventRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the SM-DP+ keeps: every kind of row, the vault that seals them, and what drops them in the end.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    Vault vault(SmDpPlusSettings settings) {
        return Vault.ofServer(
                Optional.ofNullable(System.getenv(MasterKey.VARIABLE)), settings.masterKey(), settings.crypto());
    }

    @Bean
    Durability durability(JdbcOperations jdbc, SmDpPlusSettings settings) {
        return Durability.of(settings.databaseUrl(), jdbc);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager, Durability durability) {
        return new Transactions(new TransactionTemplate(manager), durability);
    }

    @Bean
    AuditTrail audit(JdbcClient jdbc, SmDpPlusSettings settings) {
        return new AuditTrail(jdbc, settings.clock());
    }

    @Bean
    Orders orders(
            JdbcClient jdbc,
            Transactions transactions,
            AuditTrail audit,
            Vault vault,
            SmDpPlusSettings settings,
            SmdsEventRows events) {
        return new Orders(jdbc, transactions, audit, vault, settings.clock(), events);
    }

    @Bean
    Stock stock(JdbcClient jdbc, Orders orders, Vault vault) {
        return new Stock(jdbc, orders, vault);
    }

    @Bean
    Intake intake(
            JdbcClient jdbc, JdbcOperations all, Transactions transactions, Stock stock, SmDpPlusSettings settings) {
        return new Intake(jdbc, new Batches(all), transactions, stock, settings.clock());
    }

    @Bean
    EndedOrders endedOrders(JdbcClient jdbc, Transactions transactions, Orders orders, SmDpPlusSettings settings) {
        return new EndedOrders(jdbc, transactions, orders, settings.clock());
    }

    @Bean
    Recurring retention(Sessions sessions, EndedOrders orders, SmDpPlusSettings settings) {
        return new Retention(sessions, orders, settings.clock(), settings.policy()).start();
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
    CallbackRows callbackRows(JdbcClient jdbc, JdbcOperations all, SmDpPlusSettings settings) {
        return new CallbackRows(jdbc, new Batches(all), settings.clock());
    }

    @Bean
    SmdsEventRows smdsEventRows(JdbcClient jdbc, SmDpPlusSettings settings) {
        return new SmdsEventRows(jdbc, settings.crypto(), settings.clock());
    }
}
