package org.esimtestbed.mno.web;

import java.util.Map;
import java.util.Objects;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.mno.MnoSettings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// An operator that answers, until it is closed.
public final class RunningMno implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private RunningMno(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts the operator and returns once it answers. ///
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningMno start(MnoSettings settings) {
        var application = new SpringApplicationBuilder(MnoConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("settings", MnoSettings.class, () -> settings))
                .properties(Map.of(
                        "spring.application.name", "mno-portal",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "spring.main.log-startup-info", "false",
                        "spring.main.register-shutdown-hook", "false",
                        "spring.jmx.enabled", "false",
                        "spring.threads.virtual.enabled", "true",
                        "spring.datasource.url", settings.databaseUrl(),
                        "spring.flyway.locations", "classpath:db/migration/mno"))
                .build();
        return new RunningMno((ServletWebServerApplicationContext) application.run());
    }

    public int httpPort() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    public int es2Port() {
        return context.getBean(Listeners.class).otherPort(0);
    }

    @Override
    public void close() {
        context.close();
    }
}
