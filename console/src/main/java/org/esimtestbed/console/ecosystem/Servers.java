package org.esimtestbed.console.ecosystem;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.mno.web.RunningMno;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.esimtestbed.smds.web.RunningSmDs;

/// The servers of an ecosystem and where they are, until they are closed. Those that do not run here are somebody
/// else's, at the ports of the settings.
///
/// @param smdpAddress what Activation Codes name: `localhost:8443`
/// @param root        where the Root SM-DS is
/// @param tracer      hears what they do
/// @param open        what is to be closed, in that order
record Servers(
        EcosystemSettings settings,
        Optional<RunningSmDpPlus> smdp,
        Optional<RunningMno> operator,
        Optional<RunningSmDs> smds,
        Optional<RunningSmDs> alternative,
        String smdpAddress,
        SmdsPlace root,
        Tracer tracer,
        Deque<AutoCloseable> open)
        implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Servers.class.getName());

    /// As [Ecosystem#start].
    static Servers start(EcosystemSettings settings, TestPki pki, Set<Role> roles) {
        // servers must know one another's ports before any listens
        int es9 = Ports.chosen(settings.ports().es9());
        int es2 = Ports.chosen(settings.ports().es2());
        int callback = Ports.chosen(settings.ports().callback());
        var smdpAddress = "localhost:" + es9;
        var root = SmdsPlace.chosen(settings.ports().smds());
        var second = roles.contains(Role.ALTERNATIVE_SM_DS)
                ? Optional.of(SmdsPlace.chosen(settings.ports().alternative()))
                : Optional.<SmdsPlace>empty();
        var tracer = second.<Tracer>map(it -> new SmdsNames(root, it, settings.tracer()))
                .orElse(settings.tracer());
        var reachable = new ArrayList<>(List.of(smdpAddress, root.address()));
        second.map(SmdsPlace::address).ifPresent(reachable::add);
        var its = new RoleSettings(settings, pki, tracer);
        var open = new ArrayDeque<AutoCloseable>();
        try {
            var smdp = optional(
                    roles.contains(Role.SM_DP_PLUS),
                    open,
                    () -> RunningSmDpPlus.start(its.smdp(smdpAddress, es9, es2, callback)));
            var operator = optional(
                    roles.contains(Role.OPERATOR),
                    open,
                    () -> RunningMno.start(its.operator(reachable, es2, callback)));
            // last, for they are the last to close: the SM-DP+ may still have events to delete, the Alternative too
            var alternative = optional(
                    second.isPresent(), open, () -> RunningSmDs.start(its.alternativeSmds(second.orElseThrow(), root)));
            var smds = optional(roles.contains(Role.SM_DS), open, () -> RunningSmDs.start(its.rootSmds(root)));
            return new Servers(settings, smdp, operator, smds, alternative, smdpAddress, root, tracer, open);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private static <R extends AutoCloseable> Optional<R> optional(
            boolean wanted, Deque<AutoCloseable> open, Supplier<R> start) {
        if (!wanted) return Optional.empty();
        var role = start.get();
        open.add(role);
        return Optional.of(role);
    }

    /// Where orders are taken and devices attach.
    URI operatorUri() {
        return URI.create(
                http(operator.map(RunningMno::httpPort).orElse(settings.ports().operator())));
    }

    private static String http(int port) {
        return "http://" + Ecosystem.HOST + ":" + port;
    }

    /// As [Ecosystem#endpoints].
    Endpoints endpoints(PkiFolder pki, int card, Eid eid, ChosenProfile profile) {
        var folder = pki.path().toAbsolutePath();
        int es2 = smdp.map(RunningSmDpPlus::es2Port).orElse(settings.ports().es2());
        int gateway =
                operator.map(RunningMno::gatewayPort).orElse(settings.ports().gateway());
        return new Endpoints(
                operatorUri().toString(),
                Ecosystem.HOST + ":" + gateway,
                "https://" + smdpAddress,
                "https://localhost:" + es2,
                smdpAddress,
                "https://" + root.address(),
                "https://" + root.es12(),
                Ecosystem.HOST + ":" + card,
                eid.digits(),
                folder.resolve(PkiFolder.CI + ".pem").toString(),
                folder.toString(),
                Ecosystem.OPERATOR,
                folder.resolve(TestPki.OPERATOR_TLS_NAME + ".pem").toString(),
                folder.resolve(TestPki.OPERATOR_TLS_NAME + ".p8").toString(),
                profile.type().name(),
                profile.testKey().map(Bytes::hex),
                settings.ports()
                        .admin()
                        .map(port -> http(smdp.map(RunningSmDpPlus::adminPort).orElse(port))),
                settings.ports()
                        .smds()
                        .admin()
                        .map(port -> http(smds.map(RunningSmDs::adminPort).orElse(port))),
                alternative.map(this::alternativeEndpoints));
    }

    private Endpoints.Smds alternativeEndpoints(RunningSmDs running) {
        return new Endpoints.Smds(
                "https://localhost:" + running.es11Port(),
                "https://localhost:" + running.es12Port(),
                settings.ports().alternative().admin().map(_ -> http(running.adminPort())));
    }

    @Override
    public void close() {
        closeAll(open);
    }

    // In the order they were started: the SM-DP+ still has something to tell the operator.
    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.remove().close();
            } catch (Exception e) { // the others are to be closed all the same
                LOG.warning(() -> "while closing: " + e);
            }
        }
    }
}
