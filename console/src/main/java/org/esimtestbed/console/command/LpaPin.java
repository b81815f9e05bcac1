package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.Pin;
import org.esimtestbed.lpa.baseband.Puk;
import org.esimtestbed.lpa.baseband.ServiceState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed lpa pin`.
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        description = {
            "Switches the device on and types the PIN its SIM asks for, so that it attaches.",
            "With --puk it unblocks the PIN first and gives it the new value."
        },
        footer = {
            "",
            "Examples:",
            "  testbed lpa pin                    asks for it",
            "  testbed lpa pin 1234",
            "  testbed lpa pin --puk 12345678 4321",
            "",
            "Exit codes: 1 the code is wrong, 2 the SIM asks for none."
        })
final class LpaPin extends LpaOperation {
    @Parameters(arity = "0..1", paramLabel = "PIN", description = "4 to 8 digits; the new one with --puk")
    private Optional<String> typed = Optional.empty();

    @Option(names = "--puk", paramLabel = "PUK", description = "8 digits")
    private Optional<String> puk = Optional.empty();

    @Override
    int perform(Device device, PrintWriter out) {
        var unblocking = puk.map(Puk::new);
        var pin = new Pin(typed.or(() -> Prompt.terminal().askSecretly("PIN:"))
                .orElseThrow(() -> new IllegalArgumentException("nobody is here to type a PIN: give it as PIN")));
        switchOn(device);
        var state = unblocking.isPresent() ? device.typePuk(unblocking.get(), pin) : device.typePin(pin);
        boolean accepted = switch (state) {
            case ServiceState.Attached _, ServiceState.NoService _ -> true;
            case ServiceState.PinRequired _, ServiceState.PukRequired _ -> false;
        };
        if (json.wanted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("accepted", accepted);
            answer.put("service", state.summary());
            json.print(out, answer);
        } else {
            out.println(accepted ? "The code is right." : "The code is wrong.");
            tell(out, state);
        }
        return accepted ? ExitCodes.DONE : ExitCodes.REFUSED;
    }
}
