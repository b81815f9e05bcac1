package org.esimtestbed.console.command;

import java.io.UncheckedIOException;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.console.ecosystem.DeviceFolder;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.lpa.baseband.CodeNotWanted;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.ReplayedCard;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.DownloadWaiting;
import org.esimtestbed.lpa.management.NoReadableIccid;
import org.esimtestbed.lpa.management.NotConfirmed;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rspserver.storage.KeyRotation;
import org.esimtestbed.smdpplus.web.SmDpPlusDatabase;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// What a failure means to the shell, decided in one place.
public final class ExitCodes {
    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int USAGE = 2;
    public static final int INFRASTRUCTURE = 3;

    private ExitCodes() {}

    /// One line for people, and the exit code; a stack trace only for what we did not expect.
    public static int report(Exception failure, CommandLine command, ParseResult parsed) {
        int code = of(failure);
        var text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println(command.getColorScheme().errorText("testbed: " + text));
        if (code == INFRASTRUCTURE && !expected(failure)) failure.printStackTrace(command.getErr());
        return code;
    }

    private static int of(Throwable failure) {
        return switch (failure) {
            case FunctionRefused _,
                    DownloadStopped _,
                    StatusWordRefused _,
                    Es10Refused _,
                    MalformedTlv _,
                    NotConfirmed _,
                    NoReadableIccid _,
                    OtherEnding _ -> REFUSED;
            case IllegalArgumentException _, DownloadWaiting _, CodeNotWanted _ -> USAGE;
            default -> INFRASTRUCTURE;
        };
    }

    private static boolean expected(Throwable failure) {
        return switch (failure) {
            case Ports.PortTaken _,
                    RunFolder.InUse _,
                    CardFolder.InUse _,
                    DeviceFolder.InUse _,
                    Endpoints.NothingRuns _,
                    OperatorApi.OperatorUnreachable _,
                    ServerUnreachable _,
                    CardGone _,
                    ReplayedCard.Diverged _,
                    HomeNetwork.NoNetwork _,
                    ProfileFile.Unusable _,
                    SmDpPlusDatabase.Unusable _,
                    KeyRotation.WrongKey _,
                    UncheckedIOException _ -> true;
            default -> false;
        };
    }
}
