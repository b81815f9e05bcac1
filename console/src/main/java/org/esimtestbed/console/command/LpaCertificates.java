package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.tlv.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `testbed lpa certificates`.
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        description = "Tells how the card proves itself, and which CIs it believes. A card shows its certificates with "
                + "what it signs: a notification that waits, or its answer to an SM-DP+.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa certificates",
            "  testbed lpa certificates --smdp smdp.example.com --json"
        })
final class LpaCertificates extends LpaOperation {
    @Option(names = "--smdp", paramLabel = "ADDRESS", description = "to whom it proves itself (default: what runs)")
    private Optional<String> smdp = Optional.empty();

    /// A certificate as a row.
    record Row(String name, String subject, String issuer, String serial, String notBefore, String notAfter) {
        static Row of(String name, Certificate it) {
            return new Row(
                    name,
                    it.subject(),
                    it.issuer(),
                    it.serialNumber().toString(16),
                    it.notBefore().toString(),
                    it.notAfter().toString());
        }
    }

    /// For programs.
    record Answer(List<String> ciKeysVerification, List<String> ciKeysSigning, List<Row> certificates) {}

    @Override
    int perform(Device device, PrintWriter out) {
        var found = device.certificates(smdp.or(() -> Optional.of(endpoints().smdpAddress())));
        var rows = new ArrayList<Row>();
        found.own().ifPresent(own -> {
            rows.add(Row.of("CERT.EUICC", own.euicc()));
            rows.add(Row.of("CERT.EUM", own.eum()));
        });
        if (json.wanted) {
            json.print(out, new Answer(hex(found.ciKeysVerification()), hex(found.ciKeysSigning()), rows));
            return ExitCodes.DONE;
        }
        out.println("believes the CIs   " + String.join(" ", hex(found.ciKeysVerification())));
        out.println("proves itself to   " + String.join(" ", hex(found.ciKeysSigning())));
        rows.forEach(row -> out.println(
                "%-18s %s, serial %s, until %s".formatted(row.name(), row.subject(), row.serial(), row.notAfter())));
        return ExitCodes.DONE;
    }

    private static List<String> hex(List<Bytes> keys) {
        return keys.stream().map(Bytes::hex).toList();
    }
}
