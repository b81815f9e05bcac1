package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A page of `docs` whose blocks marked `sh` are run.
final class PageOfCommands {
    private PageOfCommands() {}

    static Path project() {
        var project = Path.of("").toAbsolutePath();
        while (!Files.exists(project.resolve("docs/by-hand.md"))) project = project.getParent();
        return project;
    }

    /// The blocks a reader is to paste, one after another, as a script.
    static Path script(String page, Path folder) throws IOException {
        var blocks = new ArrayList<String>();
        boolean inside = false;
        for (var line : Files.readAllLines(project().resolve(page))) {
            if (line.equals("```")) inside = false;
            if (inside) blocks.add(line);
            if (line.equals("```sh")) inside = true;
        }
        return Files.writeString(folder.resolve("page.sh"), String.join("\n", blocks) + "\n");
    }

    /// bash in the project's folder; anything that fails ends it.
    static Shell bash(Path folder, Map<String, String> variables, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "-euo", "pipefail"));
        command.addAll(List.of(words));
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(command)
                .directory(project().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        var process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ends within two minutes")
                    .isTrue();
            return new Shell(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
