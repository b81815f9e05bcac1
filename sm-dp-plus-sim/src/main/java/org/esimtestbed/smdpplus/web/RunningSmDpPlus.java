package org.esimtestbed.smdpplus.web;

import java.util.Map;
import java.util.Objects;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.order.Orders;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// An SM-DP+ that answers, until it is closed.
public final class RunningSmDpPlus implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private RunningSmDpPlus(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts a server and returns once it answers. ///
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningSmDpPlus start(SmDpPlusSettings settings) {
        var application = new SpringApplicationBuilder(SmDpPlusConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("settings", SmDpPlusSettings.class, () -> settings))
                .properties(Map.of(
                        "spring.application.name", "sm-dp-plus",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "spring.main.log-startup-info", "false",
                        "spring.main.register-shutdown-hook", "false",
                        "spring.jmx.enabled", "false",
                        "spring.threads.virtual.enabled", "true",
                        "spring.datasource.url", settings.databaseUrl(),
                        "spring.flyway.locations", "classpath:db/migration/smdpplus"))
                .build();
        return new RunningSmDpPlus((ServletWebServerApplicationContext) application.run());
    }

    public int es9Port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    public int es2Port() {
        return context.getBean(Listeners.class).otherPort(0);
    }

    /// The orders, for those who look into the server from beside it.
    public Orders orders() {
        return context.getBean(Orders.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
