package org.esimtestbed.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// What is no message at all, at the HTTP doors of SM-DP+ and operator.
public final class DoorSteps {
    private final Scene scene;
    private List<ProfileOrder> before = List.of();
    private String subscriptions = "";
    private int status;

    public DoorSteps(Scene scene) {
        this.scene = scene;
    }

    @When("{string} comes to {word}.{word}")
    public void comesTo(String body, String interfaceName, String function) {
        before = scene.target().smdp().orders().all();
        var door = switch (interfaceName) {
            case "ES2+" -> scene.target().es2Plus().resolve(HttpBinding.ES2PLUS + function);
            case "ES9+" -> scene.target().es9Plus().resolve(HttpBinding.ES9PLUS + function);
            default -> throw new IllegalArgumentException("no interface of the SM-DP+: " + interfaceName);
        };
        var tls = MutualTls.context(
                scene.target().operatorCredential(),
                List.of(scene.target().pki().folder().readCertificate(PkiFolder.CI)));
        status = HttpDoor.post(door, octets(body), tls);
    }

    @When("{string} comes to the operator's {word}")
    public void comesToTheOperator(String body, String path) {
        subscriptions = subscriptions();
        status = HttpDoor.post(operator().resolve(path), octets(body));
    }

    @When("somebody asks the operator for {word}")
    public void somebodyAsksTheOperatorFor(String path) {
        subscriptions = subscriptions();
        status = HttpDoor.get(operator().resolve(path)).statusCode();
    }

    @When("somebody orders a Profile of type {word} from the operator")
    public void somebodyOrders(String type) {
        subscriptions = subscriptions();
        scene.tries(() -> scene.target().operator().order(type, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Then("^the operator passes on that the SM-DP\\+ refuses it with (\\S+) / (\\S+)$")
    public void theOperatorPassesOn(String subjectCode, String reasonCode) {
        assertThat(scene.failure()).containsInstanceOf(FunctionRefused.class);
        assertThat(((FunctionRefused) scene.failure().orElseThrow())
                        .statusCode()
                        .code())
                .isEqualTo(subjectCode + "/" + reasonCode);
    }

    @Then("the operator has the subscribers it had before")
    public void theOperatorHasTheSubscribersItHad() {
        assertThat(subscriptions()).isEqualTo(subscriptions);
    }

    private String subscriptions() {
        return HttpDoor.get(operator().resolve("/orders")).body();
    }

    private URI operator() {
        return scene.target().ecosystem().operatorUri();
    }

    private static byte[] octets(String body) {
        if (!body.equals("1 MiB and one octet")) return body.getBytes(UTF_8);
        var octets = new byte[(1 << 20) + 1];
        Arrays.fill(octets, (byte) ' ');
        return octets;
    }

    @Then("the HTTP status is {int}")
    public void theHttpStatusIs(int expected) {
        assertThat(status).isEqualTo(expected);
    }

    @Then("all orders are as they were")
    public void allOrdersAreAsTheyWere() {
        assertThat(scene.target().smdp().orders().all()).isEqualTo(before);
    }
}
