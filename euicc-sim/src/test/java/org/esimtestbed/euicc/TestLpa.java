package org.esimtestbed.euicc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The plainest LPA there is: channel 1, ISD-R, STORE DATA in blocks of a size.
public final class TestLpa {
    private final Card card;
    private final int blockSize;
    private int apdusLeft = Integer.MAX_VALUE;
    private int answersLeft = Integer.MAX_VALUE;
    private int apdusSent;

    public TestLpa(Card card, int blockSize) {
        this.card = card;
        this.blockSize = blockSize;
        start();
    }

    public static TestLpa with(Pki pki, EuiccSettings settings, CardStore store) {
        return with(pki, Personality.honest(settings), store);
    }

    public static TestLpa with(Pki pki, Personality personality, CardStore store) {
        return new TestLpa(card(pki, personality, store), 255);
    }

    public static Card card(Pki pki, EuiccSettings settings, CardStore store) {
        return card(pki, Personality.honest(settings), store);
    }

    public static Card card(Pki pki, Personality personality, CardStore store) {
        try {
            return new EuiccFactory(Pki.CRYPTO, Pki.CLOCK, List.of(pki.ci().certificate()))
                    .make(pki.identity(), personality, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        card.powerOn();
        assertThat(apdu("0070000001")).isEqualTo("019000");
        assertThat(transmit(Bytes.hex("01A4040010" + Aid.ISD_R)).status()).isEqualTo("9000");
    }

    public Card card() {
        return card;
    }

    /// The power is cut, as a test asked for.
    public static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Cuts the power instead of sending any APDU after the next `count`.
    public void cutPowerAfter(int count) {
        apdusLeft = count;
    }

    public String apdu(String hex) {
        return exchange(Bytes.hex(hex)).hex();
    }

    /// Cuts the power when the card has carried out one more APDU after the next `count` and not answered it.
    public void losesAnswerOf(int count) {
        answersLeft = count;
    }

    public int apdusSent() {
        return apdusSent;
    }

    private Bytes exchange(Bytes apdu) {
        if (apdusLeft-- == 0) throw new PowerCut();
        apdusSent++;
        var answer = card.transmit(apdu);
        if (answersLeft-- == 0) throw new PowerCut();
        return answer;
    }

    public record Response(Bytes data, String status) {}

    public <R> R call(Es10Command<R> command) {
        var response = send(command.request().raw());
        assertThat(response.status()).as(command + " " + card.lastFailure()).matches("9000|91..");
        return command.response(Tlv.parse(response.data()));
    }

    /// One chain of STORE DATA; an error ends it.
    public Response send(Bytes data) {
        var response = new Response(Bytes.EMPTY, "");
        int number = 0;
        for (int at = 0; at < data.size(); at += blockSize) {
            var block = data.slice(at, Math.min(data.size(), at + blockSize));
            boolean last = at + blockSize >= data.size();
            var header = Bytes.of(0x81, 0xE2, last ? 0x91 : 0x11, number++ & 0xFF, block.size());
            response = transmit(header.plus(block));
            if (!response.status().matches("9000|91..")) return response;
        }
        return response;
    }

    private Response transmit(Bytes apdu) {
        var data = Bytes.EMPTY;
        var response = exchange(apdu);
        while (response.at(response.size() - 2) == 0x61) {
            data = data.plus(response.first(response.size() - 2));
            response = exchange(Bytes.of(0x81, 0xC0, 0, 0, response.at(response.size() - 1)));
        }
        return new Response(
                data.plus(response.first(response.size() - 2)), response.last(2).hex());
    }
}
