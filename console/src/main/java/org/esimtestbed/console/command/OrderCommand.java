package org.esimtestbed.console.command;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.screen.QrText;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `testbed order`: a new subscription and its Activation Code.
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = "Orders a Profile from the running operator and prints the Activation Code.",
        footer = {
            "",
            "Examples:",
            "  testbed order",
            "  testbed order --confirmation-code 2468",
            "  testbed order --profile-type provisioning",
            "  testbed order --profile-type generic-pin --codes",
            "  testbed order --smds               the device finds it: testbed lpa discover",
            "  testbed order --eid 89049032000000000000000000000163 --json"
        })
public final class OrderCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--profile-type",
            paramLabel = "NAME",
            description = "what to order (default: what testbed up was given)")
    private Optional<String> profileType = Optional.empty();

    @Option(names = "--eid", paramLabel = "EID", description = "for this eUICC only: 32 digits")
    private Optional<String> eid = Optional.empty();

    @Option(names = "--confirmation-code", paramLabel = "CODE", description = "the End User will be asked for it")
    private Optional<String> confirmationCode = Optional.empty();

    @Option(
            names = "--smds",
            arity = "0..1",
            paramLabel = "ADDRESS",
            fallbackValue = "",
            description = "register an event at this SM-DS, where it answers ES12 (default: the one that runs); "
                    + "for the card that runs where there is no --eid")
    private Optional<String> smds = Optional.empty();

    @Option(names = "--codes", description = "print PIN and PUK of the SIM too")
    private boolean wantsCodes;

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var endpoints = run.endpoints();
        var type = profileType.orElse(endpoints.profileType());
        var testKey = endpoints
                .testKey()
                .filter(_ -> type.equals(ChosenProfile.FOREIGN))
                .map(Bytes::hex);
        try (var operator = new OperatorApi(URI.create(endpoints.operator()))) {
            var profileClass =
                    type.equals(ChosenProfile.PROVISIONING) ? ProfileClass.PROVISIONING : ProfileClass.OPERATIONAL;
            var order =
                    operator.order(type, profileClass, eidOr(endpoints), confirmationCode, testKey, smdsOr(endpoints));
            var out = spec.commandLine().getOut();
            var codes = wantsCodes ? Optional.of(operator.codes(order.iccid())) : Optional.<OperatorApi.Codes>empty();
            if (json.wanted) {
                ObjectNode answer = RspJson.mapper().valueToTree(order);
                codes.ifPresent(it -> answer.put("pin", it.pin()).put("puk", it.puk()));
                json.print(out, answer);
            } else {
                var code = ActivationCode.parse(order.activationCode().orElseThrow());
                out.println(new QrText(code.qrText()).drawPlain());
                out.println("ICCID            " + order.iccid());
                out.println("IMSI             " + order.imsi());
                out.println("Activation Code  " + code);
                codes.ifPresent(it -> out.println("PIN, PUK         " + it.pin() + ", " + it.puk()));
            }
        }
        return ExitCodes.DONE;
    }

    private Optional<Eid> eidOr(Endpoints endpoints) {
        var typed = eid.map(Eid::typed);
        return smds.isPresent() ? typed.or(() -> Optional.of(new Eid(endpoints.eid()))) : typed;
    }

    private Optional<String> smdsOr(Endpoints endpoints) {
        return smds.map(address -> address.isEmpty() ? endpoints.es12().replaceFirst("https://", "") : address);
    }
}
