package org.esimtestbed.lpa.server;

import java.util.Map;
import org.esimtestbed.rsp.tlv.Bytes;

/// Where requests of ES9+ leave the LPA for HTTP (SGP.22 §6.2): what stands before it decides what a server sees.
public interface ServerDoor {
    /// A request as it is sent.
    ///
    /// @param address  of the server, `host` or `host:port`
    /// @param function the last part of the path, `initiateAuthentication`
    /// @param headers  of HTTP, by name
    /// @param body     JSON
    record Letter(String address, String function, Map<String, String> headers, Bytes body) {
        public Letter {
            headers = Map.copyOf(headers);
        }
    }

    /// @param status of HTTP
    record Answer(int status, Bytes body) {}

    /// Waits for the answer, whatever its status is.
    ///
    /// @throws ServerUnreachable if there is none
    Answer post(Letter letter);
}
