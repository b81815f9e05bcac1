package org.esimtestbed.mno.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.rsp.network.Telephony;
import org.jspecify.annotations.Nullable;

/// One attached device: who it is, its PDN connection, and the messages it has not fetched.
final class Attachment {
    private static final int MAX_MESSAGES = 100;

    private final String context;
    private final Subscription subscriber;
    private final List<Telephony.Delivered> messages = new ArrayList<>();
    private volatile @Nullable PdnConnection connection;

    Attachment(String context, Subscription subscriber) {
        this.context = context;
        this.subscriber = subscriber;
    }

    String context() {
        return context;
    }

    /// As it was when the device attached.
    Subscription subscriber() {
        return subscriber;
    }

    Optional<PdnConnection> connection() {
        return Optional.ofNullable(connection);
    }

    void connected(PdnConnection newConnection) {
        connection = newConnection;
    }

    /// @return whether there was room
    synchronized boolean deliver(Telephony.Delivered message) {
        if (messages.size() == MAX_MESSAGES) return false;
        return messages.add(message);
    }

    /// What has come since the last time.
    synchronized List<Telephony.Delivered> fetch() {
        var fetched = List.copyOf(messages);
        messages.clear();
        return fetched;
    }
}
