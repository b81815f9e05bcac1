package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed pki …`: the Certificate Issuer and the EUM by command.
@Command(
        name = "pki",
        mixinStandardHelpOptions = true,
        description = "Issues, shows and revokes the certificates of a test PKI.",
        footer = {
            "",
            "Examples:",
            "  testbed pki init",
            "  testbed pki init --curve brainpool --folder brp",
            "  testbed pki init --import SGP26-FOLDER",
            "  testbed pki issue 89049032000000000000000000000163",
            "  testbed pki show dpauth",
            "  testbed pki revoke dpauth"
        })
public final class PkiCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// `--folder DIR`.
    static final class FolderOption {
        @Option(
                names = "--folder",
                paramLabel = "DIR",
                defaultValue = "run/pki",
                description = "folder of the PKI (default: ${DEFAULT-VALUE})")
        Path folder = Path.of("run/pki");

        TestPki pki() {
            var crypto = Crypto.standard();
            return new TestPki(new PkiFolder(folder, crypto), crypto, InstantSource.system());
        }

        /// @throws IllegalArgumentException if there is no PKI in the folder
        TestPki existing() {
            var pki = pki();
            if (!pki.folder().has(PkiFolder.CI)) {
                throw new IllegalArgumentException("no PKI in " + folder + ": make one with testbed pki init");
            }
            return pki;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    enum CurveName {
        nist,
        brainpool
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = "Makes CI, EUM, SM-DP+ and operator certificates and a CRL.",
            footer = {
                "",
                "Examples:",
                "  testbed pki init",
                "  testbed pki init --curve brainpool --folder brp",
                "  testbed pki init --import SGP26-FOLDER"
            })
    int init(
            @Mixin FolderOption folder,
            @Option(names = "--curve", description = "nist or brainpool (default: nist)", defaultValue = "nist")
                    CurveName curve,
            @Option(
                            names = "--import",
                            paramLabel = "DIR",
                            description = "take over the published SGP.26 material in this folder")
                    Optional<Path> sgp26) {
        var pki = folder.pki();
        if (pki.folder().has(PkiFolder.CI)) {
            throw new IllegalArgumentException(
                    "there is a PKI in " + folder.folder + " already; choose another folder");
        }
        var chosen = curve == CurveName.nist ? Curve.NIST_P256 : Curve.BRAINPOOL_P256R1;
        if (sgp26.isPresent()) pki.importSgp26(sgp26.get(), chosen);
        else pki.init(chosen);
        for (var name : pki.folder().names()) out().println(pki.folder().certificateFile(name));
        return ExitCodes.DONE;
    }

    @Command(
            name = "issue",
            mixinStandardHelpOptions = true,
            description = "Issues the certificate of an eUICC.",
            footer = {"", "Examples:", "  testbed pki issue 890490320000000000000000000002"})
    int issue(
            @Mixin FolderOption folder,
            @Parameters(paramLabel = "EID", description = "32 digits, or 30 to have the check digits added")
                    String digits) {
        var eid = digits.length() == 30 ? Eid.withCheckDigits(digits) : Eid.typed(digits);
        var pki = folder.existing();
        pki.euicc(eid);
        out().println(pki.folder().certificateFile("euicc-" + eid));
        return ExitCodes.DONE;
    }

    /// A certificate as `show` prints it.
    record Shown(
            String name,
            String subject,
            String issuer,
            String serial,
            String validFrom,
            String validUntil,
            List<String> policies,
            boolean revoked) {}

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one certificate, or all.",
            footer = {"", "Examples:", "  testbed pki show", "  testbed pki show dpauth --json"})
    int show(
            @Mixin FolderOption folder,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "such as ci, eum, dpauth")
                    Optional<String> name) {
        var pki = folder.existing();
        var revoked = pki.folder().revoked();
        var shown = name.map(List::of).orElseGet(() -> pki.folder().names()).stream()
                .map(each -> shown(
                        each,
                        pki.folder().readCertificate(each),
                        revoked.contains(pki.folder().readCertificate(each).serialNumber())))
                .toList();
        if (json.wanted) {
            json.print(out(), shown);
            return ExitCodes.DONE;
        }
        for (var it : shown) {
            out().println(it.name() + (it.revoked() ? "  REVOKED" : ""));
            out().println("  subject  " + it.subject());
            out().println("  issuer   " + it.issuer());
            out().println("  serial   " + it.serial());
            out().println("  valid    " + it.validFrom() + " to " + it.validUntil());
            if (!it.policies().isEmpty()) out().println("  policy   " + String.join(", ", it.policies()));
        }
        return ExitCodes.DONE;
    }

    private static Shown shown(String name, Certificate it, boolean revoked) {
        return new Shown(
                name,
                it.subject(),
                it.issuer(),
                it.serialNumber().toString(16),
                it.notBefore().toString(),
                it.notAfter().toString(),
                it.policies().stream().map(Oid::dotted).toList(),
                revoked);
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revokes a certificate and publishes a new CRL.",
            footer = {"", "Examples:", "  testbed pki revoke dpauth"})
    int revoke(
            @Mixin FolderOption folder, @Parameters(paramLabel = "NAME", description = "such as dpauth") String name) {
        var pki = folder.existing();
        pki.folder().revoke(pki.folder().readCertificate(name).serialNumber(), pki.issuer());
        out().println("revoked " + name + "; the CRL is " + folder.folder.resolve("ci.crl"));
        return ExitCodes.DONE;
    }
}
