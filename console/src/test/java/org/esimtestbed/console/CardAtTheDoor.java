package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;
import tools.jackson.databind.JsonNode;

/// An ecosystem with one card at the door, and `testbed` in another terminal.
final class CardAtTheDoor implements AutoCloseable {
    private final Path folder;
    private final Eid eid;
    private final Ecosystem ecosystem;
    private final int port;

    CardAtTheDoor(Path folder, Eid eid) {
        this(folder, eid, Role.USUAL);
    }

    CardAtTheDoor(Path folder, Eid eid, Set<Role> roles) {
        this(
                folder,
                eid,
                EuiccSettings.standard(),
                List.of(ChosenProfile.generic(), ChosenProfile.provisioning(), ChosenProfile.withPin()),
                roles);
    }

    CardAtTheDoor(Path folder, Eid eid, EuiccSettings euicc, List<ChosenProfile> profiles) {
        this(folder, eid, euicc, profiles, Role.USUAL);
    }

    private CardAtTheDoor(Path folder, Eid eid, EuiccSettings euicc, List<ChosenProfile> profiles, Set<Role> roles) {
        this.folder = folder;
        this.eid = eid;
        var settings = new EcosystemSettings(
                folder,
                Ports.anyFree(),
                profiles,
                Personality.honest(euicc.withAddresses("smdp.example.com", "")),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE);
        ecosystem = Ecosystem.start(settings, roles);
        port = ecosystem.serve(ecosystem.card(eid));
        ecosystem.endpoints(port, eid, ChosenProfile.generic()).write(folder);
    }

    Ecosystem ecosystem() {
        return ecosystem;
    }

    Eid eid() {
        return eid;
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    Shell run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--run", folder.toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    /// Nothing is under way, and no Profile is on the card.
    void emptied() {
        run("lpa", "cancel");
        run("lpa", "reset", "--operational", "--test", "--default-address", "--yes");
        assertThat(profiles()).isEmpty();
    }

    JsonNode profiles() {
        return run("lpa", "list", "--json").json();
    }

    JsonNode order(String... more) {
        var words = new ArrayList<>(List.of("order", "--json"));
        words.addAll(List.of(more));
        var order = run(words.toArray(String[]::new));
        assertThat(order.exit()).as(order.err()).isZero();
        return order.json();
    }

    static String code(JsonNode order) {
        return order.path("activationCode").asString();
    }

    @Override
    public void close() {
        ecosystem.close();
    }
}
