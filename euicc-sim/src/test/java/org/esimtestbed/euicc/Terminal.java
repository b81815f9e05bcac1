package org.esimtestbed.euicc;

import java.util.List;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.rsp.tlv.Bytes;

/// Sends APDUs written in hexadecimal and shows responses the same way, status word last.
public record Terminal(Card card) {
    public String send(String... parts) {
        return card.transmit(Bytes.hex(String.join("", parts))).hex();
    }

    /// A command with a data field, its length put in, and no Le.
    public String send(String header, Bytes data) {
        return send(header, "%02X".formatted(data.size()), data.hex());
    }

    /// Like [#send] for commands whose response may come in pieces.
    public String sendAll(String... parts) {
        var response = send(parts);
        var data = new StringBuilder();
        while (response.substring(response.length() - 4).startsWith("61")) {
            data.append(response, 0, response.length() - 4);
            response = send("00C00000", response.substring(response.length() - 2));
        }
        return data + response;
    }

    public void expect(String statusWord, String... commands) {
        for (var command : List.of(commands)) {
            var response = send(command);
            org.assertj.core.api.Assertions.assertThat(response).as(command).endsWith(statusWord);
        }
    }
}
