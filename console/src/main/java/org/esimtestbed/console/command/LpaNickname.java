package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.management.NamedProfile;
import org.esimtestbed.rsp.tlv.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `testbed lpa nickname`.
@Command(
        name = "nickname",
        mixinStandardHelpOptions = true,
        description = "Gives a Profile a nickname, or takes it away.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa nickname 8988211900000000019 Holidays",
            "  testbed lpa nickname 8988211900000000019 ''"
        })
final class LpaNickname extends LpaOperation {
    private static final int LONGEST = 64;

    @Parameters(index = "0", paramLabel = "PROFILE", description = "ICCID of 18 to 20 digits, or AID of the ISD-P")
    private String profile = "";

    @Parameters(index = "1", paramLabel = "NICKNAME", description = "at most 64 octets of UTF-8; empty for none")
    private String nickname = "";

    @Override
    int perform(Device device, PrintWriter out) {
        int octets = Bytes.utf8(nickname).size();
        if (octets > LONGEST) {
            throw new IllegalArgumentException("a nickname has at most " + LONGEST + " octets, this one has " + octets);
        }
        var named = device.nickname(NamedProfile.parse(profile), nickname);
        return report(
                out,
                named,
                nickname.isEmpty() ? profile + " has no nickname." : profile + " is called " + nickname + ".");
    }
}
