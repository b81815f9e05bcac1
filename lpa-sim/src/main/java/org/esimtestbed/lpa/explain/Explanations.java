package org.esimtestbed.lpa.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.esimtestbed.rsp.json.RspJson;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The table of explanations, `explanations.yaml`.
public final class Explanations {
    private static final List<String> FAMILIES =
            List.of("code", "es10", "pir", "pe", "cancel", "sw", "tls", "net", "http", "body");
    private static final Explanations SHIPPED = read();

    private final List<Explanation> rows;
    private final Map<String, Explanation> byCode = new HashMap<>();

    private Explanations(List<Explanation> rows) {
        this.rows = List.copyOf(rows);
        for (var row : rows) {
            for (var code : row.codes()) {
                if (byCode.put(key(code), row) != null) throw new IllegalStateException(code + " is explained twice");
            }
        }
    }

    public static Explanations shipped() {
        return SHIPPED;
    }

    private static Explanations read() {
        try (var text = Objects.requireNonNull(Explanations.class.getResourceAsStream("explanations.yaml"))) {
            var document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new Explanations(List.of(RspJson.mapper().convertValue(document, Explanation[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Explanation> rows() {
        return rows;
    }

    /// The row of a code with its family, `sw 6A88`, or else the one that stands for all like it.
    public Optional<Explanation> of(String code) {
        return Stream.of(code, likeIt(code)).flatMap(it -> exactly(it).stream()).findFirst();
    }

    /// The row that names the code itself.
    public Optional<Explanation> exactly(String code) {
        return Optional.ofNullable(byCode.get(key(code)));
    }

    private static String likeIt(String code) {
        if (code.startsWith("http ") && code.length() == 8) return code.substring(0, 6) + "xx";
        if (code.startsWith("code ")) return code.replaceFirst("/.*", "/*");
        if (!code.startsWith("sw ") || code.length() != 7) return code;
        var bySw1 = code.substring(0, 5) + "xx";
        return SHIPPED.exactly(bySw1).isPresent() ? bySw1 : "sw xxxx";
    }

    /// Every row for what a person typed: a code with its family or without, `6A88`, `8.2.6/3.8`, `EnableProfile/5`.
    public List<Explanation> search(String typed) {
        var text = typed.strip().replaceAll("\\s*/\\s*", "/");
        return Stream.concat(Stream.of(text), FAMILIES.stream().map(family -> family + " " + text))
                .filter(Explanations::isWhole)
                .flatMap(code -> of(code).stream())
                .distinct()
                .toList();
    }

    // what stands for all others answers to codes of its own form alone
    private static boolean isWhole(String code) {
        if (code.startsWith("sw ")) return code.matches("(?i)sw [69][0-9A-F]{3}");
        return !code.startsWith("http ") || code.matches("http [1-5][0-9]{2}");
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
