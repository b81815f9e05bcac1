package org.esimtestbed.reports;

import java.nio.file.Path;

public final class HtmlReport {
    private HtmlReport() {}

    public static void write(Path file, Run run) {}
}
