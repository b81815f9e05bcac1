package org.esimtestbed.smdpplus.pool;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.order.Intake;

/// Reads pools of Profiles from CSV: the first line names the columns (`iccid,imsi,msisdn,k,opc,pin1,puk1,adm1`, in any
/// order, all but the first two may be left out), each further line is one Profile. A file may be longer than memory.
public final class PoolImport {
    private static final int BATCH = 1000;
    private static final int SHOWN = 1000;

    private final Intake intake;
    private final boolean dryRun;

    /// @param dryRun whether everything is looked at and nothing is kept
    public PoolImport(Intake intake, boolean dryRun) {
        this.intake = intake;
        this.dryRun = dryRun;
    }

    /// Told now and then how far the import has come.
    @FunctionalInterface
    public interface Progress {
        /// @param lines read so far, without the first
        void at(long lines);
    }

    /// @param line counts from 1, the line of column names
    public record LineError(long line, String reason) {}

    /// @param read       lines, without the first and without empty ones
    /// @param imported   Profiles that are in stock now, or would be
    /// @param duplicates lines whose ICCID was there already, in the database or further up in the file
    /// @param refused    lines that are no Profile
    /// @param errors     the first 1,000 of them
    public record Report(long read, long imported, long duplicates, long refused, List<LineError> errors) {}

    /// Imports what is good; lines that are not are reported.
    ///
    /// @param profileType what the Profiles are made from when they are ordered
    /// @throws IllegalArgumentException if the first line does not name the columns
    /// @throws UncheckedIOException     if the text cannot be read to its end; whole batches before stand
    public Report read(Reader text, String operator, String profileType, Progress progress) {
        var run = new Run(operator, profileType, progress);
        try (var lines = CsvReader.builder()
                .allowMissingFields(true) // counted by us, line by line
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            var each = lines.iterator();
            if (!each.hasNext()) throw new IllegalArgumentException("line 1: the file is empty");
            var columns = PoolColumns.of(each.next());
            while (each.hasNext()) run.take(columns, each.next());
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("no CSV after " + run.read + " lines: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run.finish();
    }

    /// One import under way.
    private final class Run {
        private final String operator;
        private final String profileType;
        private final Progress progress;
        private final Map<Iccid, Intake.Entry> batch = new LinkedHashMap<>();
        private final List<LineError> errors = new ArrayList<>();
        private long read;
        private long imported;
        private long duplicates;
        private long refused;

        Run(String operator, String profileType, Progress progress) {
            this.operator = operator;
            this.profileType = profileType;
            this.progress = progress;
        }

        void take(PoolColumns columns, CsvRecord line) {
            read++;
            try {
                var entry = columns.entry(line);
                if (batch.putIfAbsent(entry.iccid(), entry) != null) duplicates++;
            } catch (IllegalArgumentException wrong) {
                refused++;
                if (errors.size() < SHOWN) {
                    errors.add(new LineError(line.getStartingLineNumber(), String.valueOf(wrong.getMessage())));
                }
            }
            if (batch.size() >= BATCH) flush();
        }

        private void flush() {
            var entries = List.copyOf(batch.values());
            batch.clear();
            int there = dryRun
                    ? intake.there(entries).size()
                    : intake.add(operator, profileType, entries).size();
            duplicates += there;
            imported += entries.size() - there;
            progress.at(read);
        }

        Report finish() {
            flush();
            return new Report(read, imported, duplicates, refused, List.copyOf(errors));
        }
    }
}
