package org.esimtestbed.bench.smdp;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import tools.jackson.databind.JsonNode;

/// The devices: each a connection that is kept, and one session after another on it.
final class LoadProcess {
    static final String ADDRESS = "smdp.example.com";
    private static final List<String> FUNCTIONS =
            List.of("initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "handleNotification");

    /// @param times by function
    record Result(Map<String, Times> times) {}

    private final SSLContext tls;
    private final int port;
    private final List<LoadEuicc> euiccs = new ArrayList<>();

    private LoadProcess(Path folder, int port, int devices) {
        var pki = ServerProcess.pki(folder);
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        this.tls = operatorTls(folder);
        this.port = port;
        for (int i = 0; i < devices; i++) {
            var eid = Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(i));
            euiccs.add(new LoadEuicc(
                    pki.euicc(eid),
                    pki.folder().readCertificate(PkiFolder.EUM),
                    ci.subjectKeyIdentifier().orElseThrow()));
        }
    }

    /// Says the port of its operator, reads the port of ES9+, then `from count` lines, and answers each with a result
    /// as JSON.
    ///
    /// @param args folder with the PKI, number of devices
    public static void main(String[] args) throws Exception {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var folder = Path.of(args[0]);
        var operator = operator(folder);
        try {
            Child.say(operator.getAddress().getPort());
            var load = new LoadProcess(folder, Integer.parseInt(commands.readLine()), Integer.parseInt(args[1]));
            Child.say("ready");
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                var words = line.split(" ");
                var result = load.run(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
                Child.say(RspJson.mapper().writeValueAsString(result));
            }
        } finally {
            operator.stop(0); // or the process would go on, whatever has happened
        }
    }

    private static SSLContext operatorTls(Path folder) {
        var pki = ServerProcess.pki(folder).folder();
        return MutualTls.context(pki.read(TestPki.OPERATOR_TLS_NAME), List.of(pki.readCertificate(PkiFolder.CI)));
    }

    /// An operator that takes whatever it is told, started.
    private static HttpsServer operator(Path folder) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(operatorTls(folder)));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.setExecutor(Executors.newFixedThreadPool(2, task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private Result run(int from, int count) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger(from);
        var all = new ArrayList<long[]>();
        try (var threads = Executors.newFixedThreadPool(euiccs.size())) {
            var devices = euiccs.stream()
                    .<Callable<List<long[]>>>map(euicc -> () -> sessions(euicc, next, from + count))
                    .toList();
            for (var device : threads.invokeAll(devices)) all.addAll(device.get());
        }
        var times = new LinkedHashMap<String, Times>();
        for (int i = 0; i < FUNCTIONS.size(); i++) {
            int function = i;
            times.put(
                    FUNCTIONS.get(i),
                    Times.of(all.stream().map(took -> took[function]).toList()));
        }
        return new Result(times);
    }

    private List<long[]> sessions(LoadEuicc euicc, AtomicInteger next, int end) throws IOException {
        var all = new ArrayList<long[]>();
        try (var server = new KeepAlive(tls, port)) {
            for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                all.add(session(euicc, server, number));
            }
        }
        return all;
    }

    private static long[] session(LoadEuicc euicc, KeepAlive server, int number) throws IOException {
        var iccid = ServerProcess.iccid(number);
        var took = new long[FUNCTIONS.size()];
        var initiated = call(server, took, 0, """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdpAddress":"%s"}""".formatted(
                        Bytes.repeat(number, 16).base64(), euicc.info1().raw().base64(), ADDRESS));
        var signed1 = ServerSigned1.of(tlv(initiated, "serverSigned1"));
        var id = signed1.transactionId();
        var offer = call(
                server,
                took,
                1,
                message(id, "authenticateServerResponse", euicc.authenticate(signed1, iccid.digits())));
        var signature2 = tlv(offer, "smdpSignature2").value();
        call(server, took, 2, message(id, "prepareDownloadResponse", euicc.prepareDownload(id, signature2)));
        var notification = "{\"pendingNotification\":\"%s\"}"
                .formatted(euicc.installed(id, iccid, ADDRESS).raw().base64());
        long start = System.nanoTime();
        server.post(HttpBinding.ES9PLUS + FUNCTIONS.get(3), notification, 204);
        took[3] = System.nanoTime() - start;
        return took;
    }

    private static JsonNode call(KeepAlive server, long[] took, int function, String body) throws IOException {
        long start = System.nanoTime();
        var answer = server.post(HttpBinding.ES9PLUS + FUNCTIONS.get(function), body, 200);
        took[function] = System.nanoTime() - start;
        var json = RspJson.mapper().readTree(answer);
        var status = json.at("/header/functionExecutionStatus/status").asString();
        if (!status.equals("Executed-Success")) throw new IOException(FUNCTIONS.get(function) + ": " + json);
        return json;
    }

    private static Tlv tlv(JsonNode answer, String member) {
        return Tlv.parse(Bytes.base64(answer.path(member).asString()));
    }

    private static String message(TransactionId id, String member, Tlv value) {
        return "{\"transactionId\":\"%s\",\"%s\":\"%s\"}"
                .formatted(id, member, value.raw().base64());
    }
}
