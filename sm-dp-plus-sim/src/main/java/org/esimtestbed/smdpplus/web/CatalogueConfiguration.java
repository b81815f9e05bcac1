package org.esimtestbed.smdpplus.web;

import java.util.List;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.fixture.FixtureReader;
import org.esimtestbed.smdpplus.fixture.FixtureRows;
import org.esimtestbed.smdpplus.fixture.Fixtures;
import org.esimtestbed.smdpplus.operator.Operators;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypeRows;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.smds.SmdsEventRows;
import org.esimtestbed.smdpplus.storage.Revision;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who may order and what, and the state a server begins in.
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    Revision revision(JdbcClient jdbc) {
        return new Revision(jdbc);
    }

    @Bean
    Operators operators(JdbcClient jdbc, Transactions transactions, Revision revision, SmDpPlusSettings settings) {
        var operators = new Operators(jdbc, transactions, revision, settings.clock());
        operators.put(settings.operators().stream()
                .map(it -> new Operators.Known(it, List.of()))
                .toList());
        return operators;
    }

    @Bean
    KnownOperators knownOperators(Operators operators, CertificateChain chain) {
        return new KnownOperators(operators::all, chain);
    }

    @Bean
    ProfileTypeRows profileTypeRows(
            JdbcClient jdbc, Transactions transactions, Revision revision, Vault vault, SmDpPlusSettings settings) {
        var rows = new ProfileTypeRows(jdbc, transactions, revision, vault, settings.clock());
        rows.put(settings.profileTypes());
        return rows;
    }

    @Bean
    ProfileTypes profileTypes(ProfileTypeRows rows, SmDpPlusSettings settings) {
        return new ProfileTypes(rows::all, settings.identity().address());
    }

    @Bean
    Fixtures fixtures(
            Transactions transactions,
            Operators operators,
            ProfileTypeRows rows,
            ProfileTypes types,
            FixtureRows profiles,
            SmDpPlusSettings settings) {
        var known = new FixtureReader.Context(operators, types, settings.policy(), settings.clock());
        var fixtures = new Fixtures(transactions, operators, rows, profiles, known);
        settings.fixtures().ifPresent(fixtures::apply); // listeners open when every bean is there
        return fixtures;
    }

    @Bean
    FixtureRows fixtureRows(JdbcClient jdbc, Orders orders, Contents contents, Stock stock, SmdsEventRows events) {
        return new FixtureRows(jdbc, orders, contents, stock, events);
    }
}
