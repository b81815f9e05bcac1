package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.profilepackage.view.ProfileView.Line;
import org.esimtestbed.profilepackage.view.Wrapped;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the profile commands have in common: lines of 80 columns, colours only at a terminal.
abstract class ProfileOperation implements Callable<Integer> {
    static final int WIDTH = 80;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(List<Line> lines) {
        var ansi = Screen.atTerminal() ? Ansi.ON : Ansi.OFF;
        for (var line : lines) {
            out().println(
                            switch (line.kind()) {
                                case HEADING -> styled(ansi, "bold", line.text());
                                case MEANING -> styled(ansi, "faint", line.text());
                                case FIELD -> line.text();
                            });
        }
    }

    static String styled(Ansi ansi, String style, String text) {
        return ansi.string("@|" + style + " " + text.replace("@|", "@ |").replace("|@", "| @") + "|@");
    }

    /// A paragraph whose later lines hang.
    void paragraph(String first, int hanging, String text) {
        Wrapped.lines(first, hanging, text, WIDTH).forEach(out()::println);
    }
}
