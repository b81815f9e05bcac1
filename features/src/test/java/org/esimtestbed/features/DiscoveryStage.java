package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.mno.es2plus.Es2Plus;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.web.RunningSmDs;

/// One eUICC in a device with a memory, and more servers beside those that run, each on files of its own.
final class DiscoveryStage {
    private static final Duration BOUND = Duration.ofSeconds(30);

    final SharedEcosystem target = SharedEcosystem.running();
    final Eid eid = target.newEid();
    final Card card = target.ecosystem().card(eid, CardStore.inMemory());
    private final Path folder;

    DiscoveryStage(Path folder) {
        this.folder = folder;
    }

    /// The same card and memory, in another life of the device.
    Device device() {
        return device(card);
    }

    Device device(Card another) {
        return new Device(
                new InProcess(another),
                target.ecosystem().es9Plus(Tracer.NONE),
                new HomeNetwork(target.ecosystem().operatorUri()),
                LpaSettings.with(new MemoryFolder(folder.resolve("memory"))),
                Tracer.NONE,
                SharedEcosystem.CLOCK);
    }

    String es12() {
        return target.ecosystem().discovery().es12();
    }

    /// The operator at another SM-DP+.
    Es2Plus es2Plus(RunningSmDpPlus smdp) {
        var tls = MutualTls.context(target.operatorCredential(), cis());
        return new Es2Plus(
                URI.create("https://localhost:" + smdp.es2Port()),
                SharedEcosystem.OPERATOR,
                tls,
                Tracer.NONE,
                SharedEcosystem.CLOCK);
    }

    /// An order that is not released yet.
    Iccid confirmed(Es2Plus smdp, String smds) {
        var iccid = target.newIccid();
        smdp.downloadOrder(new DownloadOrder.Request(
                Optional.of(eid), Optional.of(iccid), Optional.of("generic"), Optional.of(subscriber())));
        smdp.confirmOrder(new ConfirmOrder.Request(
                iccid, Optional.of(eid), Optional.empty(), Optional.empty(), Optional.of(smds), false));
        return iccid;
    }

    private static Personalisation subscriber() {
        return new Personalisation(
                "001010000009999",
                Optional.of("882990009999"),
                Optional.of("00112233445566778899AABBCCDDEEFF"),
                Optional.of("FFEEDDCCBBAA99887766554433221100"),
                Optional.of("1234"),
                Optional.of("12345678"),
                Optional.of("12345678"));
    }

    RunningSmDpPlus otherSmdp(int es9Port) {
        var pki = target.pki().folder();
        return RunningSmDpPlus.start(new SmDpPlusSettings(
                "127.0.0.1",
                List.of(new ServerIdentity(
                        "localhost:" + es9Port,
                        es9Port,
                        pki.read(TestPki.DP_AUTH_NAME),
                        pki.read(TestPki.DP_PB_NAME),
                        pki.read(TestPki.DP_TLS_NAME))),
                Map.of(),
                0,
                cis(),
                database("other-smdp"),
                folder.resolve("other-smdp.key"),
                List.of(target.profile("generic").type()),
                List.of(new Operator(
                        SharedEcosystem.OPERATOR, TestPki.OPERATOR_OID, URI.create("https://localhost:1"))),
                ServerPolicy.standard(),
                Operation.DEFAULT,
                SharedEcosystem.CRYPTO,
                SharedEcosystem.CLOCK,
                Tracer.NONE));
    }

    /// @param root ES15 of the Root; absent: this is another Root
    RunningSmDs otherSmds(int es11Port, int es12Port, Optional<String> root) {
        var shown = target.pki().smds("smds", TestPki.SMDS_OID);
        return RunningSmDs.start(new SmDsSettings(
                "127.0.0.1",
                List.of(new DsIdentity("localhost:" + es11Port, es11Port, shown.dsAuth(), shown.dsTls())),
                es12Port,
                root,
                cis(),
                database("other-smds"),
                SmDsPolicy.standard(),
                Operation.DEFAULT,
                SharedEcosystem.CRYPTO,
                SharedEcosystem.CLOCK,
                Tracer.NONE));
    }

    private List<Certificate> cis() {
        return List.of(target.pki().folder().readCertificate(PkiFolder.CI));
    }

    private String database(String name) {
        return Ecosystem.database(folder.resolve(name));
    }

    /// Until so many events wait for the eUICC there.
    void awaitEvents(RunningSmDs smds, int count) {
        await(() -> smds.events().of(eid).size() == count, count + " events at the SM-DS");
    }

    static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
