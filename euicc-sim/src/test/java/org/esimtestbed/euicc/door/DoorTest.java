package org.esimtestbed.euicc.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.ATR;
import javax.smartcardio.ResponseAPDU;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private final Card card = SampleCard.withProfile().card();

    @Test
    void theAtrIsWholeByIso78163() {
        var atr = Atr.euicc();
        assertThat(new ATR(atr.toArray()).getHistoricalBytes()).startsWith(0x80, 0x31);
        // interface octets as the structure of ISO/IEC 7816-3 §8.2 announces them
        int at = 2;
        int announced = atr.at(1) >> 4;
        var protocols = new ArrayList<Integer>();
        while (true) {
            at += Integer.bitCount(announced & 7);
            if ((announced & 8) == 0) break;
            int td = atr.at(at++);
            protocols.add(td & 0xF);
            announced = td >> 4;
        }
        assertThat(at + (atr.at(1) & 0xF) + 1).isEqualTo(atr.size());
        int sum = 0;
        for (int i = 1; i < atr.size(); i++) sum ^= atr.at(i);
        assertThat(sum).isZero();
        // T=0, and the global interface octets: with T=1 too, pcscd would connect by T=1 those who only speak T=0
        assertThat(protocols).containsExactly(0, 15);
    }

    @Test
    void withoutPowerThereIsNoAnswer() {
        card.powerOff();
        assertThatThrownBy(() -> card.transmit(Bytes.hex("00A4000C023F00"))).hasMessageContaining("no power");
        assertThat(card.powerOn()).isEqualTo(card.atr());
        assertThat(card.transmit(Bytes.hex("00A4000C023F00")).hex()).isEqualTo("9000");
    }

    @Test
    void aVpcdReaderTalksToTheServer() throws IOException {
        try (var server = VpcdServer.listen(card, ANY, broken -> {});
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            converse(socket);
        }
    }

    @Test
    void aReaderThatIsSwitchedOffLeavesTheCardToTheOthers() throws IOException {
        card.powerOff();
        try (var server = VpcdServer.listen(card, ANY, broken -> {});
                var one = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var out = new DataOutputStream(one.getOutputStream());
            var in = new DataInputStream(one.getInputStream());
            frame(out, "01");
            frame(out, "00A4000C022FE2");
            assertThat(answer(in)).isEqualTo("9000");
            var otherOut = new DataOutputStream(other.getOutputStream());
            frame(otherOut, "01");
            frame(otherOut, "00");
            frame(otherOut, "04");
            answer(new DataInputStream(other.getInputStream()));
            frame(out, "00B000000A");
            assertThat(answer(in)).endsWith("9000"); // the file is still selected
        }
    }

    @Test
    void theCardDialsOutToAVpcdAndAgainWhenTheConnectionEnds() throws Exception {
        try (var vpcd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var _ = VpcdClient.dial(card, address(vpcd), Duration.ofMillis(1), broken -> {})) {
            for (int i = 0; i < 3; i++) {
                try (var socket = vpcd.accept()) {
                    converse(socket);
                }
            }
        }
    }

    @Test
    void itGoesOnDialingUntilAVpcdIsThere() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var tried = new CountDownLatch(3);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var _ = VpcdClient.dial(card, address, Duration.ofMillis(1), broken -> {
            assertThat(broken).hasMessageContaining("no vpcd at");
            tried.countDown();
        })) {
            assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
            try (var vpcd = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    var socket = vpcd.accept()) {
                converse(socket);
            }
        }
    }

    private static InetSocketAddress address(ServerSocket vpcd) {
        return new InetSocketAddress(vpcd.getInetAddress(), vpcd.getLocalPort());
    }

    /// A reader that writes length and content apart, and leaves it to the system to put small writes together: where
    /// the card did not acknowledge the length at once, each exchange would take 40 ms.
    @Test
    void aReaderThatWritesLengthAndContentApartIsNotKeptWaiting() throws IOException {
        try (var server = VpcdServer.listen(card, ANY, broken -> {});
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(false);
            var out = socket.getOutputStream();
            var in = new DataInputStream(socket.getInputStream());
            var command = HexFormat.of().parseHex("00A4000C023F00");
            long start = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                out.write(new byte[] {0, (byte) command.length});
                out.write(command);
                assertThat(answer(in)).isEqualTo("9000");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4)); // 8 s if delayed
        }
    }

    @Test
    void aTakenPortIsAClearError() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            assertThatThrownBy(() -> VpcdServer.listen(card, address, broken -> {}))
                    .hasMessageContaining("cannot listen at")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private void converse(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var out = new DataOutputStream(socket.getOutputStream());
        card.powerOff();
        frame(out, "04");
        assertThat(answer(in)).isEqualTo(card.atr().hex());
        frame(out, "01");
        frame(out, "00A4000C022FE2");
        assertThat(answer(in)).isEqualTo("9000");
        frame(out, "02");
        frame(out, "00B0000000");
        assertThat(new ResponseAPDU(HexFormat.of().parseHex(answer(in))).getSW())
                .isEqualTo(0x6986);
        frame(out, "00");
        frame(out, "04");
        assertThat(answer(in)).isEqualTo(card.atr().hex());
        assertThat(card.isPowered()).isFalse();
    }

    private static void frame(DataOutputStream out, String hex) throws IOException {
        var octets = HexFormat.of().parseHex(hex);
        out.writeShort(octets.length);
        out.write(octets);
        out.flush();
    }

    private static String answer(DataInputStream in) throws IOException {
        var octets = new byte[in.readUnsignedShort()];
        in.readFully(octets);
        return Bytes.wrap(octets).hex();
    }
}
