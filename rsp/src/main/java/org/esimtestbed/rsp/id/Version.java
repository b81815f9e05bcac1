package org.esimtestbed.rsp.id;

import java.util.Comparator;
import org.esimtestbed.rsp.tlv.Bytes;

/// VersionType of the RSP module: three raw octets, 2.2.2 is `020202`.
public record Version(int major, int minor, int revision) implements Comparable<Version> {
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::revision);

    /// @throws IllegalArgumentException unless each number fits an octet
    public Version {
        if ((major | minor | revision) >>> 8 != 0) {
            throw new IllegalArgumentException("no version: " + major + "." + minor + "." + revision);
        }
    }

    /// @throws IllegalArgumentException unless the text is three numbers with dots between
    public static Version of(String dotted) {
        var parts = dotted.split("\\.", -1);
        if (parts.length != 3 || !dotted.matches("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")) {
            throw new IllegalArgumentException("no version: " + dotted);
        }
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    public static Version of(Bytes three) {
        if (three.size() != 3) throw new IllegalArgumentException("a version has 3 octets: " + three.hex());
        return new Version(three.at(0), three.at(1), three.at(2));
    }

    public Bytes bytes() {
        return Bytes.of(major, minor, revision);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + revision;
    }
}
