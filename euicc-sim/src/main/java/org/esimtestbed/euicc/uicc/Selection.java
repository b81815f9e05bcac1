package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;

/// Where one logical channel stands in the file system (ETSI TS 102 221 §8.4). Immutable.
///
/// @param path   the directories from the MF or an ADF down to the current one; never empty
/// @param adf    the ADF last selected on the channel, which 7FFF stands for
/// @param ef     the current EF, if one is selected
/// @param record the current record, 0 for none
record Selection(List<Directory> path, Optional<Directory> adf, Optional<ElementaryFile> ef, int record) {
    Selection {
        path = List.copyOf(path);
    }

    static Selection mf(ProfileContent profile) {
        return new Selection(List.of(profile.mf()), Optional.empty(), Optional.empty(), 0);
    }

    /// Where the current EF stands, or the current directory where none is selected.
    FileLocation location() {
        var fids = new ArrayList<Integer>();
        for (var below : path.subList(1, path.size())) fids.add(below.fid());
        ef.ifPresent(it -> fids.add(it.fid()));
        return new FileLocation(path.getFirst().aid(), fids);
    }

    Directory directory() {
        return path.getLast();
    }

    Selection atAdf(Directory selected) {
        return new Selection(List.of(selected), Optional.of(selected), Optional.empty(), 0);
    }

    Selection withAdf(Optional<Directory> active) {
        return new Selection(path, active, ef, record);
    }

    Selection withoutEf() {
        return new Selection(path, adf, Optional.empty(), 0);
    }

    Selection withEf(ElementaryFile selected) {
        return new Selection(path, adf, Optional.of(selected), 0);
    }

    Selection withRecord(int number) {
        return new Selection(path, adf, ef, number);
    }

    Optional<Selection> parent() {
        return path.size() < 2 ? Optional.empty() : Optional.of(at(path.subList(0, path.size() - 1)));
    }

    /// A child of the current directory.
    Optional<Selection> child(int fid) {
        return directory().child(fid).map(file -> switch (file) {
            case Directory below -> {
                var deeper = new ArrayList<>(path);
                deeper.add(below);
                yield at(deeper);
            }
            case ElementaryFile found -> withEf(found);
        });
    }

    /// What SELECT by file identifier reaches (§8.4.1): MF, current ADF, a child, the current DF, its parent, the
    /// DFs beside it.
    Optional<Selection> byFid(int fid, ProfileContent profile) {
        if (fid == CardFile.MF) return Optional.of(new Selection(List.of(profile.mf()), adf, Optional.empty(), 0));
        if (fid == CardFile.CURRENT_ADF) return adf.map(this::atAdf);
        var below = child(fid);
        if (below.isPresent()) return below;
        if (directory().fid() == fid && directory().aid().isEmpty()) return Optional.of(withoutEf());
        var parent = parent();
        if (parent.isEmpty()) return Optional.empty();
        if (parent.get().directory().fid() == fid) return parent;
        return parent.get().child(fid).filter(found -> found.ef().isEmpty());
    }

    private Selection at(List<Directory> directories) {
        return new Selection(directories, adf, Optional.empty(), 0);
    }
}
