package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// What a Profile is made of once it is installed: files, codes, keys. Immutable; parts are shared between versions.
///
/// @param mf           the Master File with everything below
/// @param adfs         the ADFs, which stand beside the MF
/// @param applications AIDs of security domains and applets the Profile brings
/// @param lifeCycles   of the files that were activated or deactivated since; true for activated
/// @param remote       security domains, remote management and other things for the operator's servers
public record ProfileContent(
        CardFile.Directory mf,
        List<CardFile.Directory> adfs,
        Contents contents,
        Pins pins,
        List<Naa> naas,
        List<Aid> applications,
        Map<FileLocation, Boolean> lifeCycles,
        RemoteManagement remote) {

    /// What answers while no Profile is enabled: an MF with an empty EF.DIR and EF.PL.
    public static final ProfileContent NONE = empty();

    public ProfileContent {
        adfs = List.copyOf(adfs);
        naas = List.copyOf(naas);
        applications = List.copyOf(applications);
        lifeCycles = Map.copyOf(lifeCycles);
    }

    /// A Profile without anything for the operator's servers, as the package defined its files.
    public ProfileContent(
            CardFile.Directory mf,
            List<CardFile.Directory> adfs,
            Contents contents,
            Pins pins,
            List<Naa> naas,
            List<Aid> applications) {
        this(mf, adfs, contents, pins, naas, applications, Map.of(), RemoteManagement.NONE);
    }

    /// Whether a file may be used as far as its life cycle is concerned (TS 102 221 §11.1.1.4.9: b1 tells).
    boolean isActivated(FileLocation location, CardFile file) {
        var changed = lifeCycles.get(location);
        return changed != null ? changed : (file.lifeCycle() & 0x05) != 0x04;
    }

    ProfileContent with(FileLocation location, boolean activated) {
        var copy = new HashMap<>(lifeCycles);
        copy.put(location, activated);
        return new ProfileContent(mf, adfs, contents, pins, naas, applications, copy, remote);
    }

    public Optional<CardFile.Directory> adf(Aid aid) {
        return adfs.stream()
                .filter(adf -> adf.aid().filter(aid::equals).isPresent())
                .findFirst();
    }

    public Optional<Naa> naa(Aid adf) {
        return naas.stream().filter(naa -> naa.applications().contains(adf)).findFirst();
    }

    public ProfileContent with(Contents newContents) {
        return new ProfileContent(mf, adfs, newContents, pins, naas, applications, lifeCycles, remote);
    }

    public ProfileContent with(Pins newPins) {
        return new ProfileContent(mf, adfs, contents, newPins, naas, applications, lifeCycles, remote);
    }

    public ProfileContent with(Naa before, Naa after) {
        var copy = new ArrayList<>(naas);
        copy.set(copy.indexOf(before), after);
        return new ProfileContent(mf, adfs, contents, pins, copy, applications, lifeCycles, remote);
    }

    private static ProfileContent empty() {
        var rule = new CardFile.AccessRule(0x2F06, 1);
        var transparent = CardFile.Structure.TRANSPARENT;
        var linear = CardFile.Structure.LINEAR_FIXED;
        var arr = Bytes.hex("8001019000" + "80015A9700"); // reading always, all else never
        var children = List.<CardFile>of(
                new CardFile.ElementaryFile(0x2F00, linear, 0x26, 0x26, Optional.of(0x1E), rule, 5, 0, 0),
                new CardFile.ElementaryFile(0x2F05, transparent, 2, 0, Optional.of(0x05), rule, 5, 0, 1),
                new CardFile.ElementaryFile(0x2F06, linear, arr.size(), arr.size(), Optional.of(0x06), rule, 5, 0, 2));
        var mf = new CardFile.Directory(CardFile.MF, Optional.empty(), rule, 5, List.of(), Pins.GLOBAL, children);
        var contents = Contents.of(List.of(Bytes.repeat(0xFF, 0x26), Bytes.repeat(0xFF, 2), arr));
        return new ProfileContent(mf, List.of(), contents, Pins.NONE, List.of(), List.of());
    }
}
