package org.esimtestbed.smdpplus.pool;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.smdpplus.order.Intake;

/// Where the columns of a pool stand, as its first line says, and what a line must look like.
final class PoolColumns {
    private static final List<String> KNOWN = List.of("iccid", "imsi", "msisdn", "k", "opc", "pin1", "puk1", "adm1");
    private static final Set<String> MANDATORY = Set.of("iccid", "imsi");

    private final List<String> names;

    private PoolColumns(List<String> names) {
        this.names = names;
    }

    /// @throws IllegalArgumentException naming the column that is unknown, twice there or missing
    static PoolColumns of(CsvRecord header) {
        var names = new ArrayList<String>();
        for (var field : header.getFields()) {
            var name = field.strip();
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "line 1: unknown column \"" + name + "\"; there are " + String.join(", ", KNOWN));
            }
            if (names.contains(name)) throw new IllegalArgumentException("line 1: column " + name + " is there twice");
            names.add(name);
        }
        for (var name : KNOWN) {
            if (MANDATORY.contains(name) && !names.contains(name)) {
                throw new IllegalArgumentException("line 1: column " + name + " is missing");
            }
        }
        return new PoolColumns(names);
    }

    /// @throws IllegalArgumentException saying what is wrong with the line, without what must stay secret
    Intake.Entry entry(CsvRecord line) {
        if (line.getFieldCount() != names.size()) {
            throw new IllegalArgumentException(
                    line.getFieldCount() + " fields where the first line has " + names.size() + " columns");
        }
        var iccid = new Iccid(text(line, "iccid").orElse("").replaceFirst("[Ff]+$", ""));
        var imsi = new Imsi(text(line, "imsi").orElse(""));
        var k = matching(line, "k", "[0-9A-Fa-f]{32}", "32 hexadecimal digits");
        var opc = matching(line, "opc", "[0-9A-Fa-f]{32}", "32 hexadecimal digits");
        if (k.isPresent() != opc.isPresent())
            throw new IllegalArgumentException("k and opc stand together or not at all");
        return new Intake.Entry(
                iccid,
                new Personalisation(
                        imsi.digits(),
                        matching(line, "msisdn", "[0-9]{1,20}", "1 to 20 digits"),
                        k,
                        opc,
                        matching(line, "pin1", "[0-9]{4,8}", "4 to 8 digits"),
                        matching(line, "puk1", "[0-9]{8}", "8 digits"),
                        matching(line, "adm1", "[0-9]{4,8}|[0-9A-Fa-f]{16}", "4 to 8 digits or 16 hexadecimal ones")));
    }

    private Optional<String> text(CsvRecord line, String column) {
        int at = names.indexOf(column);
        return at < 0
                ? Optional.empty()
                : Optional.of(line.getField(at).strip()).filter(it -> !it.isEmpty());
    }

    private Optional<String> matching(CsvRecord line, String column, String form, String inWords) {
        var text = text(line, column);
        if (text.isPresent() && !text.get().matches(form)) {
            throw new IllegalArgumentException(column + " has not " + inWords);
        }
        return text;
    }
}
