package org.esimtestbed.bench.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.load.KeepAlive;
import org.esimtestbed.bench.load.LoadEuicc;
import org.esimtestbed.bench.load.Times;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import tools.jackson.databind.JsonNode;

/// Devices and an SM-DP+ in one process: each device is a virtual thread with a connection that is kept, and they share
/// eight eUICCs, each of which one event waits for.
final class PollProcess {
    static final int EUICCS = 8;
    private static final int REGISTERING = 8;
    private static final int BEGINNING = 16;

    /// @param seconds from the first request to the last answer, on connections that were open before
    record Result(double seconds, Times milliseconds) {}

    private interface Work {
        void once(KeepAlive server, int device, int number) throws IOException;
    }

    private final SSLContext tls;
    private final int es11Port;
    private final int es12Port;
    private final List<LoadEuicc> euiccs;
    private final AtomicInteger number = new AtomicInteger();
    private final Semaphore beginning = new Semaphore(BEGINNING);

    private PollProcess(Path folder, String ports) {
        var pki = SmdsProcess.pki(folder);
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        this.tls = MutualTls.context(pki.folder().read(TestPki.DP_TLS_NAME), List.of(ci));
        this.es11Port = Integer.parseInt(ports.split(" ")[0]);
        this.es12Port = Integer.parseInt(ports.split(" ")[1]);
        var euiccs = new ArrayList<LoadEuicc>();
        for (int i = 0; i < EUICCS; i++) {
            euiccs.add(new LoadEuicc(
                    pki.euicc(eid(i)),
                    pki.folder().readCertificate(PkiFolder.EUM),
                    ci.subjectKeyIdentifier().orElseThrow()));
        }
        this.euiccs = euiccs;
    }

    static Eid eid(int euicc) {
        return Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(euicc));
    }

    /// Reads the ports of ES11 and ES12, then `poll COUNT` and `register COUNT`.
    ///
    /// @param args folder with the PKI, number of devices
    public static void main(String[] args) throws Exception {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var load = new PollProcess(Path.of(args[0]), commands.readLine());
        int devices = Integer.parseInt(args[1]);
        Child.say("ready");
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            var words = line.split(" ");
            int count = Integer.parseInt(words[1]);
            var result = words[0].equals("poll")
                    ? load.run(load.es11Port, devices, count, load::poll)
                    : load.run(load.es12Port, REGISTERING, count, PollProcess::register);
            Child.say(RspJson.mapper().writeValueAsString(result));
        }
    }

    private Result run(int port, int connections, int count, Work work)
            throws InterruptedException, ExecutionException {
        var left = new AtomicInteger(count);
        var waiting = new CountDownLatch(connections);
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < connections; i++) {
                int device = i;
                all.add(threads.submit(() -> {
                    try (var server = connected(port, device, work)) {
                        waiting.countDown();
                        begin.await();
                        return times(server, device, left, work);
                    } finally {
                        waiting.countDown(); // whoever fails keeps nobody waiting
                    }
                }));
            }
            waiting.await();
            long start = System.nanoTime();
            begin.countDown();
            var took = new ArrayList<Long>();
            for (var one : all) took.addAll(one.get());
            return new Result((System.nanoTime() - start) / 1e9, Times.of(took));
        }
    }

    // The server cuts a connection on which nothing is said: a few begin at a time, and each says something before it
    // waits for the others.
    private KeepAlive connected(int port, int device, Work work) throws IOException, InterruptedException {
        beginning.acquire();
        try {
            var server = new KeepAlive(tls, port);
            work.once(server, device, number.getAndIncrement());
            return server;
        } finally {
            beginning.release();
        }
    }

    private List<Long> times(KeepAlive server, int device, AtomicInteger left, Work work) throws IOException {
        var all = new ArrayList<Long>();
        while (left.getAndDecrement() > 0) {
            long start = System.nanoTime();
            work.once(server, device, number.getAndIncrement());
            all.add(System.nanoTime() - start);
        }
        return all;
    }

    private void poll(KeepAlive server, int device, int number) throws IOException {
        var euicc = euiccs.get(device % EUICCS);
        var initiated = call(server, HttpBinding.ES11 + "initiateAuthentication", """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdsAddress":"%s"}""".formatted(
                        Bytes.repeat(number, 16).base64(), euicc.info1().raw().base64(), SmdsProcess.ADDRESS));
        var signed1 = ServerSigned1.of(
                Tlv.parse(Bytes.base64(initiated.path("serverSigned1").asString())));
        var told = call(server, HttpBinding.ES11 + "authenticateClient", """
                {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                signed1.transactionId(), euicc.authenticate(signed1, "").raw().base64()));
        if (told.path("eventEntries").size() != 1) throw new IOException("not one event: " + told);
    }

    private static void register(KeepAlive server, int device, int number) throws IOException {
        call(server, HttpBinding.ES12 + "registerEvent", """
                {"header":{"functionRequesterIdentifier":"%s","functionCallIdentifier":"%d"},"eid":"%s",
                "rspServerAddress":"smdp.example.com","eventId":"NEW-%d","forwardingIndicator":true}""".formatted(
                        TestPki.SMDP_OID.dotted(), number, "8904903200000001" + "%016d".formatted(number), number));
    }

    private static JsonNode call(KeepAlive server, String path, String body) throws IOException {
        var json = RspJson.mapper().readTree(server.post(path, body, 200));
        var status = json.at("/header/functionExecutionStatus/status").asString();
        if (!status.equals("Executed-Success")) throw new IOException(path + ": " + json);
        return json;
    }
}
