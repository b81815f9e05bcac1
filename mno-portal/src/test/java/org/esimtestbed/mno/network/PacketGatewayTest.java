package org.esimtestbed.mno.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.mno.Database;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Octets through the gateway, to two servers that say back what they hear: one is the SM-DP+, the other is not.
@Timeout(30)
class PacketGatewayTest {
    private Database database;
    private Subscriptions subscriptions;
    private AccessRules rules;
    private Attachments attachments;
    private PacketGateway gateway;
    private Services services;
    private Echo smdp;
    private Echo other;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        smdp = new Echo();
        other = new Echo();
        database = new Database("gateway" + test.getDisplayName().hashCode());
        subscriptions = new Subscriptions(database.jdbc(), Crypto.standard(), "00101");
        rules = new AccessRules(List.of(smdp.place()));
        attachments = new Attachments(Crypto.standard(), rules);
        gateway = PacketGateway.listen("127.0.0.1", 0, attachments);
        services = new Services(attachments, subscriptions, gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        smdp.close();
        other.close();
        database.close();
    }

    /// Says back every octet.
    private static final class Echo implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Echo() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!door.isClosed()) {
                    try (var peer = door.accept()) {
                        peer.getInputStream().transferTo(peer.getOutputStream());
                    } catch (IOException closed) {
                        continue;
                    }
                }
            });
        }

        String place() {
            return "localhost:" + door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private Subscription subscriber(ProfileClass profileClass) {
        return subscriptions.create("generic", profileClass, Optional.empty());
    }

    private String attached(ProfileClass profileClass) {
        return attachments.attach(subscriber(profileClass));
    }

    private PdnConnectivity.Result connect(String context, String apn) {
        return services.connect(new PdnConnectivity.Request(context, Optional.of(apn)));
    }

    private String credential(String context) {
        return connect(context, "").credential().orElseThrow();
    }

    private Socket open(String place, String... headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        send(socket, "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n");
        for (var header : headers) send(socket, header + "\r\n");
        send(socket, "\r\n");
        return socket;
    }

    private Socket tunnel(String place, String credential) throws IOException {
        return open(place, "Proxy-Authorization: Bearer " + credential);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// The status of the answer, whose head is read to its end.
    private static int status(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) break;
            head.append((char) octet);
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private int statusOf(String place, String credential) throws IOException {
        try (var socket = tunnel(place, credential)) {
            return status(socket);
        }
    }

    @Nested
    class AProvisioningProfile {
        private String context;

        @BeforeEach
        void attach() {
            context = attached(ProfileClass.PROVISIONING);
        }

        @Test
        void reachesTheSmDpPlusByOctets() throws IOException {
            try (var socket = tunnel(smdp.place(), credential(context))) {
                assertThat(status(socket)).isEqualTo(200);
                send(socket, "ClientHello");

                assertThat(socket.getInputStream().readNBytes(11)).isEqualTo("ClientHello".getBytes(ISO_8859_1));
            }
            var subscriber = attachments.find(context).orElseThrow().subscriber();
            assertThat(services.state(subscriber.imsi()))
                    .contains(new Services.SubscriberState(
                            true, "provisioning", Optional.of("rsp"), List.of(smdp.place())));
        }

        @Test
        void reachesNothingElse() throws IOException {
            var credential = credential(context);

            assertThat(statusOf(other.place(), credential)).isEqualTo(403);
            // the same server by an address nobody has allowed
            assertThat(statusOf(smdp.place().replace("localhost", "127.0.0.1"), credential))
                    .isEqualTo(403);
        }

        @Test
        void isGivenItsAccessPointWhateverItAskedFor() {
            assertThat(connect(context, "internet").apn()).contains("rsp");
            assertThat(connect(context, "").apn()).contains("rsp");
        }

        @Test
        void isRefusedAWrongAccessPointWhereNothingIsForced() {
            rules.forceProvisioningApn(false);

            var refused = connect(context, "internet");
            assertThat(refused.accepted()).isFalse();
            assertThat(refused.cause()).contains("missing or unknown APN (27)");
            assertThat(refused.credential()).isEmpty();
            assertThat(connect(context, "rsp").accepted()).isTrue();
        }

        @Test
        void hasNeitherVoiceNorShortMessages() {
            var number = subscriber(ProfileClass.OPERATIONAL).msisdn();
            var refused = new Telephony.Result(false, Optional.of("requested facility not subscribed (50)"));

            assertThat(services.call(new Telephony.Call(context, number))).isEqualTo(refused);
            assertThat(services.send(new Telephony.ShortMessage(context, number, "hello")))
                    .isEqualTo(refused);
        }
    }

    @Nested
    class AnOperationalProfile {
        private String context;

        @BeforeEach
        void attach() {
            context = attached(ProfileClass.OPERATIONAL);
        }

        @Test
        void reachesEverything() throws IOException {
            var credential = credential(context);

            assertThat(statusOf(smdp.place(), credential)).isEqualTo(200);
            assertThat(statusOf(other.place(), credential)).isEqualTo(200);
        }

        @Test
        void callsWhoIsAttachedAndNobodyElse() {
            var called = subscriber(ProfileClass.OPERATIONAL);
            var call = new Telephony.Call(context, called.msisdn());

            assertThat(services.call(call).cause()).contains("destination out of order (27)");
            attachments.attach(called);
            assertThat(services.call(call)).isEqualTo(new Telephony.Result(true, Optional.empty()));
            assertThat(services.call(new Telephony.Call(context, "1")).cause())
                    .contains("unassigned (unallocated) number (1)");
        }

        @Test
        void deliversAShortMessageOnce() {
            var receiver = subscriber(ProfileClass.OPERATIONAL);
            var there = new Attach.Context(attachments.attach(receiver));
            var from = attachments.find(context).orElseThrow().subscriber().msisdn();

            assertThat(services.send(new Telephony.ShortMessage(context, receiver.msisdn(), "hello"))
                            .accepted())
                    .isTrue();

            assertThat(services.received(there).orElseThrow().messages())
                    .containsExactly(new Telephony.Delivered(from, "hello"));
            assertThat(services.received(there).orElseThrow().messages()).isEmpty();
        }

        @Test
        void keepsAHundredMessagesForADeviceThatDoesNotAsk() {
            var receiver = subscriber(ProfileClass.OPERATIONAL);
            attachments.attach(receiver);
            var message = new Telephony.ShortMessage(context, receiver.msisdn(), "hello");
            for (int i = 0; i < 100; i++)
                assertThat(services.send(message).accepted()).isTrue();

            assertThat(services.send(message).cause()).contains("memory capacity exceeded (22)");
        }

        @Test
        void isToldWhereNobodyListens() throws IOException {
            var place = other.place();
            other.close();

            assertThat(statusOf(place, credential(context))).isEqualTo(502);
        }
    }

    @Test
    void carriesNothingWithoutAPdnConnection() throws IOException {
        try (var socket = open(smdp.place())) {
            assertThat(status(socket)).isEqualTo(407);
        }
        assertThat(statusOf(smdp.place(), "0123456789")).isEqualTo(407);
        assertThat(services.connect(new PdnConnectivity.Request("nobody", Optional.empty()))
                        .cause())
                .contains("implicitly detached (10)");
    }

    @Test
    void closesWhatRunsOverAConnectionThatEnds() throws IOException {
        var context = attached(ProfileClass.PROVISIONING);
        var credential = credential(context);
        try (var socket = tunnel(smdp.place(), credential)) {
            assertThat(status(socket)).isEqualTo(200);

            attachments.detach(context);

            assertEnded(socket);
        }
        assertThat(statusOf(smdp.place(), credential)).isEqualTo(407);
    }

    @Test
    void takesTheLatestConnectionOfADeviceAndTheLatestDeviceOfASubscriber() throws IOException {
        var subscriber = subscriber(ProfileClass.PROVISIONING);
        var first = attachments.attach(subscriber);
        var oldCredential = credential(first);
        var newCredential = credential(first);
        assertThat(statusOf(smdp.place(), oldCredential)).isEqualTo(407);
        try (var socket = tunnel(smdp.place(), newCredential)) {
            assertThat(status(socket)).isEqualTo(200);

            var second = attachments.attach(subscriber);

            assertEnded(socket);
            assertThat(connect(first, "").accepted()).isFalse();
            assertThat(connect(second, "").accepted()).isTrue();
        }
    }

    private static void assertEnded(Socket socket) {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException reset) {
            assertThat(reset).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST http://localhost/ HTTP/1.1", "CONNECT : HTTP/1.1", "nonsense"})
    void refusesWhatIsNoConnect(String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    line + "\r\nHost: localhost\r\nProxy-Authorization: Bearer "
                            + credential(attached(ProfileClass.OPERATIONAL)) + "\r\n\r\n");

            assertThat(status(socket)).isBetween(400, 499);
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatThrownBy(() -> PacketGateway.listen("127.0.0.1", gateway.port(), attachments))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("packet gateway")
                .hasMessageContaining(String.valueOf(gateway.port()));
    }
}
