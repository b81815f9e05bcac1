package org.esimtestbed.console.screen;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a file has been read, as a bar of 80 columns; nothing where nobody looks.
public final class FileProgress implements AutoCloseable {
    private static final int WIDTH = 80;
    private static final int MEGABYTE = 1 << 20;

    private final Optional<ProgressBar> bar;

    private FileProgress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /// @param octets the file has
    public static FileProgress of(String task, long octets) {
        var console = System.console();
        if (console == null || !console.isTerminal()) return new FileProgress(Optional.empty());
        return new FileProgress(Optional.of(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(octets)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUnit(" MB", MEGABYTE)
                .showSpeed()
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build()));
    }

    /// The same octets; the bar follows whoever reads them.
    public InputStream watching(InputStream file) {
        return new FilterInputStream(file) {
            @Override
            public int read() throws IOException {
                int octet = in.read();
                if (octet >= 0) bar.ifPresent(ProgressBar::step);
                return octet;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                int count = in.read(into, at, length);
                if (count > 0) bar.ifPresent(it -> it.stepBy(count));
                return count;
            }
        };
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
