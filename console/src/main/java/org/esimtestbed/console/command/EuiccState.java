package org.esimtestbed.console.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.rsp.certificate.Crl;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed euicc state EID`: what one card holds. Shows no key and no code.
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = "Shows what a card holds, from its state file; the card may be served meanwhile.",
        footer = {
            "",
            "Examples:",
            "  testbed euicc state 89049032000000000000000000000163",
            "  testbed euicc state 89049032000000000000000000000163 --json"
        })
final class EuiccState implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "EID", description = "of the card, as testbed euicc list shows it")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Eid eid;

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private JsonOption json = new JsonOption();

    record Profile(
            String iccid,
            String isdpAid,
            String state,
            String provider,
            String name,
            Optional<String> nickname,
            Optional<String> profileClass,
            int files,
            long octets) {}

    record Notification(long number, String event, int octets) {}

    record View(
            String eid,
            String defaultDpAddress,
            List<Profile> profiles,
            List<Notification> notifications,
            long nextSequenceNumber,
            Optional<String> preparedFor,
            int interruptions,
            List<String> crls) {}

    @Override
    public Integer call() {
        var cards = new CardFolder(run.folder, Crypto.standard());
        var state = cards.state(eid)
                .orElseThrow(() -> new IllegalArgumentException("the card " + eid + " has stored nothing in "
                        + run.folder + ": testbed euicc list shows which have"));
        var view = view(state);
        var out = spec.commandLine().getOut();
        if (json.wanted) {
            json.print(out, view);
        } else {
            print(view);
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private View view(CardState state) {
        return new View(
                eid.digits(),
                state.defaultDpAddress(),
                state.profiles().stream()
                        .map(it -> new Profile(
                                it.iccid().toString(),
                                it.isdpAid().toString(),
                                it.state().name(),
                                it.metadata().serviceProviderName(),
                                it.metadata().profileName(),
                                it.nickname(),
                                it.metadata().profileClass().map(Enum::name),
                                it.content().contents().all().size(),
                                Euicc.size(it.content())))
                        .toList(),
                state.notifications().stream()
                        .map(it -> new Notification(
                                it.seqNumber(),
                                it.event().name(),
                                it.tlv().raw().size()))
                        .toList(),
                state.nextSequenceNumber(),
                state.prepared().map(it -> it.serverAddress()),
                state.interruptions(),
                state.revoked().crls().stream().map(Crl::toString).toList());
    }

    private void print(View view) {
        var out = spec.commandLine().getOut();
        out.println("EID             " + view.eid);
        out.println("Default SM-DP+  " + (view.defaultDpAddress.isEmpty() ? "none" : view.defaultDpAddress));
        out.println("Profiles        " + view.profiles.size());
        for (var it : view.profiles) {
            out.println("  " + it.iccid + "  " + it.state + "  " + it.provider + " / " + it.name
                    + it.nickname.map(name -> " \"" + name + "\"").orElse(""));
            out.println("    ISD-P " + it.isdpAid + ", " + it.files + " files, " + it.octets + " octets"
                    + it.profileClass.map(name -> ", " + name).orElse(""));
        }
        out.println(
                "Notifications   " + view.notifications.size() + ", the next has number " + view.nextSequenceNumber);
        for (var it : view.notifications)
            out.println("  " + it.number + "  " + it.event + ", " + it.octets + " octets");
        view.preparedFor.ifPresent(server -> out.println("Prepared        a download from " + server));
        if (view.interruptions > 0) out.println("Interrupted     " + view.interruptions + " installations");
        for (var it : view.crls) out.println(it);
    }
}
