package org.esimtestbed.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.interpreter.Interpreter;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A profile package of any octets: decoded, expanded, and carried out by the card. One that the card accepts is
/// enabled
/// on a card whose files are then all looked at.
///
/// Input: the package.
class ProfilePackageFuzzTest {
    private static final long MEMORY = EuiccSettings.standard().memory();
    private static final AppletRegistry APPLETS = AppletRegistry.onClassPath();
    private static final int MOST_FILES = 400;
    // The files of a package are as large as the expansion lets them be together, 4 MiB, and are made several times.
    private static final Cost COST = new Cost(64 << 20, 16 * 1024);

    @FuzzTest
    @DictionaryFile(resourcePath = "profile.dict")
    void elements(byte[] octets) {
        COST.limit(octets.length, () -> run(Bytes.copyOf(octets)));
    }

    /// Whether the card accepted the package.
    static boolean run(Bytes octets) {
        var iccid = decode(octets).orElse(States.FIRST);
        var content = carryOut(octets, iccid);
        content.ifPresent(it -> use(it, iccid));
        return content.isPresent();
    }

    /// What a tool does that reads packages; the ICCID if the package has one.
    private static Optional<Iccid> decode(Bytes octets) {
        ProfilePackage decoded;
        try {
            decoded = ProfilePackage.decode(octets);
        } catch (MalformedProfile expected) {
            return Optional.empty();
        }
        if (!decoded.encode().equals(octets)) throw new Finding("the package does not travel as it came");
        tolerate(decoded::files);
        tolerate(decoded::pins);
        tolerate(decoded::imsi);
        tolerate(decoded::algorithm);
        tolerate(() -> ProfilePackage.decode(decoded.rebuild()));
        try {
            return Optional.of(decoded.iccid());
        } catch (MalformedProfile expected) {
            return Optional.empty();
        }
    }

    private static void tolerate(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedProfile | ElementRefused expected) {
            // says what is wrong and where
        }
    }

    /// What a card does, in pieces as they come out of the secure channel.
    private static Optional<ProfileContent> carryOut(Bytes octets, Iccid iccid) {
        var interpreter =
                new Interpreter(Misbehaviour.NONE, EuiccSettings.standard().uiccCapability(), APPLETS, MEMORY, iccid);
        try {
            for (int at = 0; at < octets.size(); at += 1007) {
                interpreter.accept(octets.slice(at, Math.min(octets.size(), at + 1007)));
            }
            return Optional.of(interpreter.finish());
        } catch (InstallationFailed expected) {
            return Optional.empty();
        } finally {
            interpreter.simaResponse();
        }
    }

    private static void use(ProfileContent content, Iccid iccid) {
        var profile = new InstalledProfile(
                Aid.isdP(0),
                ProfileState.ENABLED,
                ServerSide.metadata(iccid),
                Optional.empty(),
                Optional.empty(),
                content);
        var card = new CardUnderFire(CardState.fresh("").with(profile));
        card.transmit(Bytes.hex("80F2000000"));
        card.transmit(Bytes.hex("0020000A083131313131313131"));
        look(card, content.mf(), 0);
        for (var adf : content.adfs()) {
            var aid = adf.aid();
            if (aid.isEmpty()) continue;
            card.transmit(Bytes.concat(
                    Bytes.of(0, 0xA4, 4, 4, aid.get().bytes().size()), aid.get().bytes()));
            card.transmit(Bytes.hex("002000010831323334FFFFFFFF"));
            card.transmit(Bytes.hex("0088008122" + "10" + "00".repeat(16) + "10" + "00".repeat(16)));
            look(card, adf, 0);
        }
        card.checkState();
    }

    private static int look(CardUnderFire card, CardFile.Directory directory, int before) {
        int count = before;
        for (var file : directory.children()) {
            if (count++ > MOST_FILES) return count;
            card.transmit(Bytes.of(0, 0xA4, 0, 4, 2, file.fid() >> 8, file.fid()));
            if (file instanceof CardFile.Directory below) {
                count = look(card, below, count);
                card.transmit(Bytes.hex("00A4030400"));
            } else {
                for (var command : READ) card.transmit(command);
            }
        }
        return count;
    }

    // READ BINARY, READ RECORD 1 and next, UPDATE RECORD previous, SEARCH RECORD, INCREASE, RETRIEVE DATA
    private static final List<Bytes> READ = List.of(
            Bytes.hex("00B0000000"),
            Bytes.hex("00B2010400"),
            Bytes.hex("00B2000200"),
            Bytes.hex("00DC000301FF"),
            Bytes.hex("00A2010401FF"),
            Bytes.hex("803200000100"),
            Bytes.hex("80CB0080015C00"));
}
