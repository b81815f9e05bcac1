package org.esimtestbed.rsp.es9plus;

import org.esimtestbed.rsp.tlv.Tlv;

/// ES9+.HandleNotification (SGP.22 §5.6.4): the eUICC tells what it did. Answered by HTTP 204 without a body.
public final class HandleNotification {
    /// Last part of the path.
    public static final String PATH = "handleNotification";

    private HandleNotification() {}

    public record Request(Tlv pendingNotification) implements Es9PlusRequest {}
}
