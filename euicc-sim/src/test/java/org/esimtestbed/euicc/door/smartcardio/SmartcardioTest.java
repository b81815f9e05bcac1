package org.esimtestbed.euicc.door.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminals.State;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;

class SmartcardioTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private final org.esimtestbed.euicc.door.Card card =
            TestLpa.card(PKI, EuiccSettings.standard(), CardStore.inMemory());
    private final TerminalFactory factory = TestbedProvider.terminals(Map.of("one", card, "two", otherCard()));

    private static org.esimtestbed.euicc.door.Card otherCard() {
        return TestLpa.card(PKI, EuiccSettings.standard(), CardStore.inMemory());
    }

    @Test
    void everyCardHasAReaderOfItsName() throws CardException {
        var terminals = factory.terminals();
        assertThat(terminals.list()).extracting(it -> it.getName()).containsExactly("one", "two");
        assertThat(terminals.list(State.CARD_PRESENT)).hasSize(2);
        assertThat(terminals.list(State.CARD_ABSENT)).isEmpty();
        assertThat(terminals.getTerminal("one").isCardPresent()).isTrue();
        assertThat(terminals.waitForChange(1)).isFalse();
    }

    @Test
    void aProgramThatKnowsReadersGetsTheEid() throws CardException {
        var connection = factory.terminals().getTerminal("one").connect("*");
        assertThat(connection.getATR().getBytes()).isEqualTo(card.atr().toArray());
        var channel = connection.openLogicalChannel();
        assertThat(channel.getChannelNumber()).isEqualTo(1);
        var select = new CommandAPDU(0, 0xA4, 4, 0, Aid.ISD_R.bytes().toArray(), 256);
        assertThat(channel.transmit(select).getSW()).isEqualTo(0x9000);
        var getEid =
                new CommandAPDU(0x80, 0xE2, 0x91, 0, Bytes.hex("BF3E035C015A").toArray());
        assertThat(Bytes.wrap(channel.transmit(getEid).getData()).hex())
                .as("the data that 61xx announces is fetched")
                .isEqualTo("BF3E125A10" + Pki.EID.bytes());
        var response = ByteBuffer.allocate(258);
        assertThat(channel.transmit(ByteBuffer.wrap(getEid.getBytes()), response))
                .isEqualTo(23);
        channel.close();
        assertThatThrownBy(() -> channel.transmit(getEid)).isInstanceOf(IllegalStateException.class);
        connection.disconnect(false);
        assertThat(card.isPowered()).isFalse();
        assertThatThrownBy(() -> connection.getBasicChannel().transmit(select))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void channelsBeyondTheThirdHaveTheFurtherClassCoding() throws CardException {
        var connection = factory.terminals().getTerminal("one").connect("T=0");
        var last = connection.getBasicChannel();
        for (int number = 1; number < 20; number++) last = connection.openLogicalChannel();
        assertThat(last.getChannelNumber()).isEqualTo(19);
        assertThat(last.transmit(
                                new CommandAPDU(0, 0xA4, 4, 0, Aid.ISD_R.bytes().toArray(), 256))
                        .getSW())
                .isEqualTo(0x9000);
        assertThatThrownBy(connection::openLogicalChannel).hasMessageContaining("6A81");
        connection.disconnect(true);
    }

    @Test
    void oneThreadCanHaveTheCardForItself() throws Exception {
        var connection = factory.terminals().getTerminal("two").connect("T=0");
        connection.beginExclusive();
        assertThatThrownBy(connection::beginExclusive).isInstanceOf(CardException.class);
        var other = new Throwable[1];
        var thread = Thread.ofVirtual().start(() -> {
            try {
                connection.getBasicChannel().transmit(new CommandAPDU(0, 0xA4, 0, 0x0C, new byte[] {0x3F, 0}));
            } catch (CardException e) {
                other[0] = e;
            }
        });
        thread.join();
        assertThat(other[0]).hasMessageContaining("another thread");
        connection.endExclusive();
        assertThatThrownBy(connection::endExclusive).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTerminalConnectsByTheProtocolOfTheAtrAndNoOther() throws CardException {
        var terminal = factory.terminals().getTerminal("one");
        var connection = terminal.connect("*");
        assertThat(connection.getProtocol()).isEqualTo("T=0");
        connection.disconnect(true);
        for (var other : List.of("T=1", "T=CL")) {
            assertThatThrownBy(() -> terminal.connect(other)).isInstanceOf(CardException.class);
        }
    }
}
