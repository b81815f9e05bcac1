package org.esimtestbed.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.esimtestbed.reports.Lifelines.Arrow;
import org.esimtestbed.reports.Lifelines.Look;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.tlv.Bytes;

/// A run as one HTML file that needs nothing else: no server, no network, no framework.
///
/// Written line by line, so its size costs time and disk but no memory. The page may run our script and nothing else
/// (Content-Security-Policy by hash), whatever a message holds.
public final class HtmlReport {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private final Page page;
    private final Run run;
    private final Lifelines lifelines;
    private int lines;

    private HtmlReport(Page page, Run run) {
        this.page = page;
        this.run = run;
        this.lifelines = Lifelines.of(run.events());
    }

    /// Writes the report; `file` is complete or as it was before. Missing folders are made.
    ///
    /// @throws UncheckedIOException if it cannot be written, naming the place
    public static void write(Path file, Run run) {
        var target = file.toAbsolutePath().normalize();
        var draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.resolveSibling(""));
            // unlike Files.newBufferedWriter this one replaces half characters instead of giving up
            try (var out = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(draft), UTF_8))) {
                new HtmlReport(new Page(out), run).write();
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(draft);
            throw new UncheckedIOException("cannot write the report " + target + ": " + e, e);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException said) { // why the report could not be written matters more
            return;
        }
    }

    private void write() throws IOException {
        head();
        page.markup("<header><h1>").text(run.title()).markup("</h1><p class=\"dim\">");
        page.text(run.startedAt().truncatedTo(ChronoUnit.SECONDS) + " · took " + Took.text(run.took()) + " · "
                + run.events().size() + " events");
        page.markup("</p></header><main>");
        facts();
        page.markup("<section aria-labelledby=\"messages\"><h2 id=\"messages\">Messages</h2>");
        legend();
        page.markup("<div class=\"diagram\"><div class=\"sticky\">");
        lifelines.heads(page);
        page.markup("</div><ol class=\"messages\">\n");
        Views.of(run.events(), this::line);
        page.markup("</ol></div></section></main><script>").markup(SCRIPT).markup("</script></body></html>\n");
    }

    private void head() throws IOException {
        page.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .markup(hash(STYLE) + "'; script-src '" + hash(SCRIPT) + "'\">");
        page.markup("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .text(run.title());
        page.markup("</title><style>").markup(STYLE).markup("</style></head><body>");
    }

    private void facts() throws IOException {
        if (run.facts().isEmpty()) return;
        page.markup("<section aria-labelledby=\"facts\"><h2 id=\"facts\">What is now true</h2><dl>");
        for (var fact : run.facts()) {
            page.markup("<div>")
                    .element("dt", fact.label())
                    .element("dd", fact.value())
                    .markup("</div>");
        }
        page.markup("</dl></section>");
    }

    private void legend() throws IOException {
        page.markup("<div class=\"tools\"><p class=\"legend\"><span class=\"message\">—▶ message</span>");
        page.markup("<span class=\"refused\">╌╌✕ refused</span><span class=\"step\">┈┈● step</span></p>");
        page.markup("<p><button type=\"button\" data-open=\"all\">Open all</button> ");
        page.markup("<button type=\"button\" data-open=\"refused\">Open refused</button> ");
        page.markup("<button type=\"button\" data-open=\"none\">Close all</button></p></div>");
    }

    private void line(View view) throws IOException {
        int number = ++lines;
        var refusal = view.refusal();
        var look = refusal.isPresent() ? Look.REFUSED : view.look();
        var took = view.took().isZero() ? "" : Took.text(view.took());
        var below = joined(refusal.orElse(""), view.remark(), view.where(), took);
        var arrow = new Arrow(view.from(), view.to(), view.what(), below, look);
        var spoken = view.from() + " to " + view.to() + ": " + view.what() + (below.isEmpty() ? "" : ", " + below)
                + (refusal.isPresent() ? ", refused" : "");
        page.markup("<li id=\"m" + number + "\"><details" + (refusal.isPresent() ? " class=\"refused\"" : ""));
        page.markup("><summary>");
        lifelines.strip(page, Took.since(Duration.between(run.startedAt(), view.at())), arrow, spoken);
        page.markup("</summary><div class=\"body\"><h3 class=\"name\">");
        page.text(joined(view.where(), view.what())).markup(" <a href=\"#m" + number + "\">#" + number);
        page.markup("</a></h3>");
        if (refusal.isPresent()) page.element("p class=\"odd\"", "refused: " + refusal.get());
        view.body(page);
        page.markup("</div></details></li>\n");
    }

    private static String joined(String... parts) {
        var text = new StringBuilder();
        for (var part : parts)
            if (!part.isEmpty()) text.append(text.isEmpty() ? "" : " · ").append(part);
        return text.toString();
    }

    private static String hash(String inline) {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(Sha256.of(Bytes.utf8(inline)).toArray());
    }

    private static String resource(String name) {
        try (var stream = HtmlReport.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException(name + " is missing from the class path");
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
