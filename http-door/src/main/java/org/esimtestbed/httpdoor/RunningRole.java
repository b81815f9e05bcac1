package org.esimtestbed.httpdoor;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A role that answers, until it is closed. Several live in one JVM: each has its own context, ports and database.
public final class RunningRole implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private RunningRole(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts a role and returns once it answers.
    ///
    /// @param configuration how the role is put together; needs a bean of the type of `settings` and [Listeners]
    /// @param migrations    folder of its schema on the class path
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningRole start(
            Class<?> configuration, String name, Record settings, String databaseUrl, String migrations) {
        var application = new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> provide((GenericApplicationContext) context, settings))
                .properties(Map.ofEntries(
                        Map.entry("spring.application.name", name),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry("spring.main.log-startup-info", "false"),
                        Map.entry("spring.main.register-shutdown-hook", "false"),
                        Map.entry("spring.jmx.enabled", "false"),
                        Map.entry("spring.threads.virtual.enabled", "true"),
                        Map.entry("spring.datasource.url", databaseUrl),
                        Map.entry("spring.flyway.locations", "classpath:" + migrations),
                        Map.entry("logging.level.root", "warn"),
                        // it warns of every H2 newer than itself
                        Map.entry("logging.level.org.flywaydb", "error"),
                        // why a role does not start reaches the caller as an exception
                        Map.entry("logging.level.org.springframework.boot.SpringApplication", "off"),
                        Map.entry("logging.level.org.springframework.boot.web.server.servlet.context", "off")))
                .build();
        try {
            return new RunningRole((ServletWebServerApplicationContext) application.run());
        } catch (RuntimeException e) {
            throw reason(e);
        }
    }

    // What is wrong with the settings or a file says it better than the beans it kept from being made.
    private static RuntimeException reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException || cause instanceof UncheckedIOException) {
                return (RuntimeException) cause;
            }
        }
        return failure;
    }

    private static <S extends Record> void provide(GenericApplicationContext context, S settings) {
        @SuppressWarnings("unchecked") // the class of a value is the class of its type
        var type = (Class<S>) settings.getClass();
        context.registerBean("settings", type, () -> settings);
    }

    /// The port of the main listener.
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /// The port of one of the other listeners.
    public int otherPort(int index) {
        return context.getBean(Listeners.class).otherPort(index);
    }

    /// A part of the role, for those who look into it from beside.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
