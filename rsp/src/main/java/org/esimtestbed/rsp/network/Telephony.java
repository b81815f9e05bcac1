package org.esimtestbed.rsp.network;

import java.util.List;
import java.util.Optional;

/// Voice and short messages of an attached device, as far as the network allows or refuses them.
public final class Telephony {
    /// POST here with [Call]; the answer is a [Result].
    public static final String CALL_PATH = "/network/call";

    /// POST here with [ShortMessage]; the answer is a [Result].
    public static final String SMS_PATH = "/network/short-message";

    /// POST here with [Attach.Context]; the answer is [Received].
    public static final String RECEIVED_PATH = "/network/received-short-messages";

    private Telephony() {}

    /// SETUP of a call (3GPP TS 24.008 §9.3.23).
    ///
    /// @param number MSISDN, international, without +
    public record Call(String context, String number) {
        @Override
        public String toString() {
            return "Call[number=" + number + "]";
        }
    }

    /// SMS-SUBMIT (3GPP TS 23.040 §9.2.2.2).
    ///
    /// @param number MSISDN, international, without +
    /// @param text   1 to 160 characters
    public record ShortMessage(String context, String number, String text) {
        @Override
        public String toString() {
            return "ShortMessage[number=" + number + "]";
        }
    }

    /// @param cause why not: name and number of TS 24.008 Annex H for a call, of TS 24.011 §8.2.5.4 for a message
    public record Result(boolean accepted, Optional<String> cause) {}

    /// What has come since the device asked last, oldest first.
    public record Received(List<Delivered> messages) {
        public Received {
            messages = List.copyOf(messages);
        }
    }

    /// SMS-DELIVER (3GPP TS 23.040 §9.2.2.1).
    ///
    /// @param from MSISDN, international, without +
    public record Delivered(String from, String text) {}
}
