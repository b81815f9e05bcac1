package org.esimtestbed.profilepackage.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.rsp.tlv.Bytes;

/// The services of an application, read once from `services.txt`.
public enum ServiceTable {
    /// EF.UST, 3GPP TS 31.102 §4.2.8
    USIM("usim", 0x6F38, "3GPP TS 31.102 \u00a74.2.8"),
    /// EF.IST, 3GPP TS 31.103 §4.2.7
    ISIM("isim", 0x6F07, "3GPP TS 31.103 \u00a74.2.7");

    private final String application;
    private final int fid;
    private final String clause;
    private final Map<Integer, Service> services = new TreeMap<>();

    ServiceTable(String application, int fid, String clause) {
        this.application = application;
        this.fid = fid;
        this.clause = clause;
        read();
    }

    /// A file a service needs.
    ///
    /// @param path   below the ADF
    /// @param unless the service beside which the file may be missing; 0 for none
    public record NeededFile(FilePath path, int unless) {}

    /// @param number from 1
    public record Service(int number, String name, List<NeededFile> files) {}

    public String application() {
        return application;
    }

    /// Of the table, in the ADF.
    public int fid() {
        return fid;
    }

    public String clause() {
        return clause;
    }

    public List<Service> services() {
        return List.copyOf(services.values());
    }

    /// `19 name of the service provider`; the number alone where nobody knows it.
    public String nameOf(int number) {
        var service = services.get(number);
        return service == null ? String.valueOf(number) : number + " " + service.name;
    }

    /// The numbers a table announces: bit 1 of octet 1 is service 1.
    public static SortedSet<Integer> available(Bytes table) {
        var numbers = new TreeSet<Integer>();
        for (int i = 0; i < table.size() * 8; i++) if ((table.at(i / 8) >> i % 8 & 1) == 1) numbers.add(i + 1);
        return numbers;
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        ServiceTable.class.getResourceAsStream("/org/esimtestbed/profilepackage/services.txt")),
                UTF_8))) {
            in.lines().filter(line -> line.startsWith(application + " ")).forEach(line -> {
                var halves = line.split(" \\| ");
                var words = halves[0].split(" ", 3);
                int number = Integer.parseInt(words[1]);
                services.put(number, new Service(number, words[2], files(halves.length > 1 ? halves[1] : "")));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<NeededFile> files(String text) {
        var files = new ArrayList<NeededFile>();
        for (var word : text.isBlank() ? new String[0] : text.split(" ")) {
            var parts = word.split("!");
            var path = FilePath.of(Bytes.hex(parts[0].replace("/", "")));
            files.add(new NeededFile(path, parts.length > 1 ? Integer.parseInt(parts[1]) : 0));
        }
        return List.copyOf(files);
    }
}
