package org.esimtestbed.euicc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.interpreter.Interpreter;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.tlv.Bytes;

/// A powered card whose one Profile came from a package, through the interpreter and without a download.
public final class InstalledCard {
    private InstalledCard() {}

    public static ProfilePackage published(String name) {
        return ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/" + name)));
    }

    public static SampleCard of(ProfilePackage profile) {
        return of(content(profile));
    }

    public static SampleCard of(ProfileContent content) {
        return of(content, AppletRegistry.onClassPath());
    }

    public static SampleCard of(ProfileContent content, AppletRegistry applets) {
        var sample = SampleCard.PROFILE;
        var installed = new InstalledProfile(
                sample.isdpAid(), sample.state(), sample.metadata(), sample.nickname(), Optional.empty(), content);
        return SampleCard.with(CardStore.inMemory(), CardState.fresh("").with(installed), applets);
    }

    public static ProfileContent content(ProfilePackage profile) {
        try {
            var interpreter = interpreter(profile);
            interpreter.accept(profile.encode());
            return interpreter.finish();
        } catch (InstallationFailed e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public static Interpreter interpreter(ProfilePackage profile) {
        return interpreter(profile, 500_000);
    }

    public static Interpreter interpreter(ProfilePackage profile, long freeMemory) {
        return new Interpreter(
                Misbehaviour.NONE,
                EuiccSettings.standard().uiccCapability(),
                AppletRegistry.onClassPath(),
                freeMemory,
                profile.iccid());
    }

    /// The package with the first element of that name replaced.
    public static ProfilePackage with(ProfilePackage profile, String name, UnaryOperator<ProfileElement> change) {
        var elements = new ArrayList<Bytes>();
        boolean changed = false;
        for (var element : profile.elements()) {
            boolean isIt = !changed && element.name().equals(name);
            elements.add(isIt ? change.apply(element).raw() : element.raw());
            changed |= isIt;
        }
        if (!changed) throw new AssertionError("the package has no " + name);
        return ProfilePackage.decode(Bytes.concat(elements.toArray(Bytes[]::new)));
    }

    /// Other octets in an EF below the first USIM, from its start on.
    public static ProfileContent withUsimFile(ProfileContent content, Bytes octets, int... path) {
        var directory = content.adfs().stream()
                .filter(adf -> adf.aid().orElseThrow().bytes().hex().startsWith("A0000000871002"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < path.length - 1; i++) {
            directory = (Directory) directory.child(path[i]).orElseThrow();
        }
        var ef = (ElementaryFile) directory.child(path[path.length - 1]).orElseThrow();
        var before = content.contents().get(ef.content());
        var after = octets.size() > before.size() ? octets : before.with(0, octets);
        return content.with(content.contents().with(ef.content(), after));
    }

    /// One more transparent EF in a DF of the first ADF, under the access rule of a file beside it.
    public static ProfileContent withNewUsimFile(ProfileContent content, Bytes octets, int dfFid, int fid) {
        var adf = content.adfs().getFirst();
        var df = (Directory) adf.child(dfFid).orElseThrow();
        var contents = new ArrayList<>(content.contents().all());
        contents.add(octets);
        var rule = df.children().getFirst().accessRule();
        var ef = new ElementaryFile(
                fid, Structure.TRANSPARENT, octets.size(), 0, Optional.empty(), rule, 5, 0, contents.size() - 1);
        var adfs = new ArrayList<>(content.adfs());
        adfs.set(0, replaced(adf, df, added(df, ef)));
        return new ProfileContent(
                content.mf(), adfs, Contents.of(contents), content.pins(), content.naas(), content.applications());
    }

    private static Directory added(Directory directory, CardFile child) {
        var children = new ArrayList<>(directory.children());
        children.add(child);
        return with(directory, children);
    }

    private static Directory replaced(Directory directory, Directory before, Directory after) {
        var children = new ArrayList<>(directory.children());
        children.set(children.indexOf(before), after);
        return with(directory, children);
    }

    private static Directory with(Directory directory, List<CardFile> children) {
        return new Directory(
                directory.fid(),
                directory.aid(),
                directory.accessRule(),
                directory.lifeCycle(),
                directory.pinReferences(),
                directory.pinContext(),
                children);
    }
}
