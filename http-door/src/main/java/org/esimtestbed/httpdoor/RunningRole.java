package org.esimtestbed.httpdoor;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A role that answers, until it is closed. Several live in one JVM: each has its own context, ports and database.
public final class RunningRole implements AutoCloseable {
    private static final String EXCLUDE = "spring.autoconfigure.exclude";
    private static final String NO_ERROR_PAGE =
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration";
    private static final String NO_DATABASE = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("spring.main.register-shutdown-hook", "false"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            // errors are answered by Answers and PlainError; no page, no form, no file is parsed for nobody
            Map.entry(EXCLUDE, NO_ERROR_PAGE),
            Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
            Map.entry("spring.servlet.encoding.enabled", "false"), // messages are octets
            Map.entry("spring.servlet.multipart.enabled", "false"),
            // milliseconds; peers wait half a minute, and are to hear from us that the database is away
            Map.entry("spring.datasource.hikari.connection-timeout", "10000"),
            Map.entry("logging.level.root", "warn"),
            // it warns of every H2 newer than itself
            Map.entry("logging.level.org.flywaydb", "error"),
            // it warns of what it does not know among the JVM's disabled algorithms
            Map.entry("logging.level.org.bouncycastle.jsse", "error"),
            // why a role does not start reaches the caller as an exception
            Map.entry("logging.level.org.springframework.boot.SpringApplication", "off"),
            Map.entry("logging.level.org.springframework.boot.web.server.servlet.context", "off"));

    private final ServletWebServerApplicationContext context;

    private RunningRole(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts a role without a port for operation and returns once it answers.
    ///
    /// @see #start(Class, String, Record, String, String, Operation)
    public static RunningRole start(
            Class<?> configuration, String name, Record settings, String databaseUrl, String migrations) {
        return start(configuration, name, settings, databaseUrl, migrations, Operation.DEFAULT);
    }

    /// Starts a role and returns once it answers.
    ///
    /// @param configuration how the role is put together; has [Listeners], and may ask for the type of `settings`,
    ///                      for [Operation] and for [RequestMetrics]
    /// @param databaseUrl   JDBC
    /// @param migrations    folder of its schema on the class path
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningRole start(
            Class<?> configuration,
            String name,
            Record settings,
            String databaseUrl,
            String migrations,
            Operation operation) {
        if (!databaseUrl.startsWith("jdbc:")) { // or a database in memory would take its place, unasked
            throw new IllegalArgumentException("the URL of the database does not begin with jdbc:");
        }
        var database = Map.<String, Object>of(
                "spring.datasource.url",
                tuned(databaseUrl),
                "spring.flyway.locations",
                "classpath:" + migrations,
                "spring.datasource.hikari.exception-override-class-name",
                BrokenH2.class.getName());
        return start(configuration, name, settings, operation, database);
    }

    /// Starts a role that has no database, whatever else is on the class path, and returns once it answers.
    ///
    /// @throws RuntimeException if a port is taken; nothing is left running
    public static RunningRole start(Class<?> configuration, String name, Record settings, Operation operation) {
        var database = Map.<String, Object>of(EXCLUDE, NO_ERROR_PAGE + "," + NO_DATABASE);
        return start(configuration, name, settings, operation, database);
    }

    private static RunningRole start(
            Class<?> configuration, String name, Record settings, Operation operation, Map<String, Object> database) {
        var properties = new HashMap<String, Object>(operation.properties());
        properties.putAll(ALWAYS);
        properties.put("spring.application.name", name);
        properties.putAll(database);
        var application = new SpringApplicationBuilder(configuration, OperationConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> {
                    provide((GenericApplicationContext) context, "settings", settings);
                    provide((GenericApplicationContext) context, "operation", operation);
                })
                .properties(properties)
                .build();
        try {
            return new RunningRole((ServletWebServerApplicationContext) application.run());
        } catch (RuntimeException e) {
            throw reason(e);
        }
    }

    // H2 keeps eight statements of a connection and parses every other one anew; a role has some dozens. It asks of
    // each query whether the last result is good still, which it never is here. And it copies what is old, twenty times
    // a second, to keep nine tenths of its file in use: half will do. What the URL says itself stays.
    private static String tuned(String url) {
        if (!url.startsWith("jdbc:h2:")) return url;
        var said = url.toUpperCase(Locale.ROOT);
        return url
                // else a kill takes with it what was committed, and answered for, in the last half second; roles of
                // which more is asked say when it matters (rsp-server: Durability)
                + (said.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0")
                + (said.contains(";QUERY_CACHE_SIZE=") ? "" : ";QUERY_CACHE_SIZE=256")
                + (said.contains(";OPTIMIZE_REUSE_RESULTS=") ? "" : ";OPTIMIZE_REUSE_RESULTS=0")
                + (said.contains(";AUTO_COMPACT_FILL_RATE=") ? "" : ";AUTO_COMPACT_FILL_RATE=50");
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

    private static <S extends Record> void provide(GenericApplicationContext context, String name, S value) {
        @SuppressWarnings("unchecked") // the class of a value is the class of its type
        var type = (Class<S>) value.getClass();
        context.registerBean(name, type, () -> value);
    }

    /// The port of the main listener.
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /// The port of one of the other listeners.
    public int otherPort(int index) {
        return context.getBean(Listeners.class).otherPort(index);
    }

    /// The port for operation.
    ///
    /// @throws IllegalStateException if the role has none
    public int adminPort() {
        return context.getBean(Listeners.class).adminPort();
    }

    /// A part of the role, for those who look into it from beside.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Takes no new requests, lets those that run end within the limit, then stops.
    @Override
    public void close() {
        context.close();
    }
}
