package org.esimtestbed.profilepackage.file;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// The file identifiers from below the MF down to a file. An ADF stands for itself by the temporary file ID its
/// package gave it.
public record FilePath(List<Integer> fids) {
    public static final FilePath MF = new FilePath(List.of());

    public FilePath {
        fids = List.copyOf(fids);
    }

    public static FilePath of(Integer... fids) {
        return new FilePath(List.of(fids));
    }

    /// Two octets a file, as in filePath and linkPath. A leading 3F00 is the MF and left out.
    ///
    /// @throws IllegalArgumentException on an odd number of octets
    public static FilePath of(Bytes octets) {
        if (octets.size() % 2 != 0) throw new IllegalArgumentException("a path has 2 octets a file: " + octets.hex());
        var fids = new ArrayList<Integer>(octets.size() / 2);
        for (int i = 0; i < octets.size(); i += 2) {
            int fid = octets.at(i) << 8 | octets.at(i + 1);
            if (i > 0 || fid != 0x3F00) fids.add(fid);
        }
        return new FilePath(fids);
    }

    public FilePath child(int fid) {
        var longer = new ArrayList<>(fids);
        longer.add(fid);
        return new FilePath(longer);
    }

    /// The directory that holds this file; the MF holds itself.
    public FilePath parent() {
        return isMf() ? this : new FilePath(fids.subList(0, fids.size() - 1));
    }

    public boolean isMf() {
        return fids.isEmpty();
    }

    /// The last file identifier; 3F00 for the MF.
    public int fid() {
        return isMf() ? 0x3F00 : fids.getLast();
    }

    /// `3F00/7F10/6F06`
    @Override
    public String toString() {
        var text = new StringBuilder("3F00");
        for (int fid : fids) text.append("/%04X".formatted(fid));
        return text.toString();
    }
}
