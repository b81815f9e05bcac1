package org.esimtestbed.euicc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The plainest LPA there is: channel 1, ISD-R, STORE DATA in blocks of a size.
public final class TestLpa {
    private final Card card;
    private final int blockSize;

    public TestLpa(Card card, int blockSize) {
        this.card = card;
        this.blockSize = blockSize;
        start();
    }

    public static TestLpa with(Pki pki, EuiccSettings settings, CardStore store) {
        return new TestLpa(card(pki, settings, store), 255);
    }

    public static Card card(Pki pki, EuiccSettings settings, CardStore store) {
        try {
            return new EuiccFactory(Pki.CRYPTO, Pki.CLOCK, List.of(pki.ci().certificate()))
                    .make(pki.identity(), settings, store);
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

    public String apdu(String hex) {
        return card.transmit(Bytes.hex(hex)).hex();
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
        var response = card.transmit(apdu);
        while (response.at(response.size() - 2) == 0x61) {
            data = data.plus(response.first(response.size() - 2));
            response = card.transmit(Bytes.of(0x81, 0xC0, 0, 0, response.at(response.size() - 1)));
        }
        return new Response(
                data.plus(response.first(response.size() - 2)), response.last(2).hex());
    }
}
