package org.esimtestbed.mno.network;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Imsi;

/// The devices that are attached now, one a subscriber. Kept in memory: a network that starts anew knows nobody,
/// and every device attaches again.
public final class Attachments {
    private static final int SECRET_OCTETS = 16;

    private final Crypto crypto;
    private final AccessRules rules;
    private final Map<Imsi, Attachment> bySubscriber = new ConcurrentHashMap<>();
    private final Map<String, Attachment> byContext = new ConcurrentHashMap<>();
    private final Map<String, PdnConnection> byCredential = new ConcurrentHashMap<>();

    public Attachments(Crypto crypto, AccessRules rules) {
        this.crypto = crypto;
        this.rules = rules;
    }

    /// Takes the place of the device that was attached as that subscriber.
    ///
    /// @return the context
    public synchronized String attach(Subscription subscriber) {
        Optional.ofNullable(bySubscriber.get(subscriber.imsi())).ifPresent(this::drop);
        var attachment = new Attachment(secret(), subscriber);
        bySubscriber.put(subscriber.imsi(), attachment);
        byContext.put(attachment.context(), attachment);
        return attachment.context();
    }

    public synchronized void detach(String context) {
        find(context).ifPresent(this::drop);
    }

    private void drop(Attachment attachment) {
        bySubscriber.remove(attachment.subscriber().imsi());
        byContext.remove(attachment.context());
        attachment.connection().ifPresent(this::end);
    }

    Optional<Attachment> find(String context) {
        return Optional.ofNullable(byContext.get(context));
    }

    Optional<Attachment> find(Imsi imsi) {
        return Optional.ofNullable(bySubscriber.get(imsi));
    }

    AccessRule rule(Attachment attachment) {
        return rules.of(attachment.subscriber().profileClass());
    }

    /// Takes the place of the connection the device had.
    ///
    /// @return empty if the device has been detached meanwhile
    synchronized Optional<PdnConnection> connect(Attachment attachment, String apn) {
        if (!attachment.equals(byContext.get(attachment.context()))) return Optional.empty();
        attachment.connection().ifPresent(this::end);
        var connection = new PdnConnection(secret(), apn, () -> rule(attachment));
        attachment.connected(connection);
        byCredential.put(connection.credential(), connection);
        return Optional.of(connection);
    }

    private void end(PdnConnection connection) {
        byCredential.remove(connection.credential());
        connection.end();
    }

    Optional<PdnConnection> connection(String credential) {
        return Optional.ofNullable(byCredential.get(credential));
    }

    private String secret() {
        return crypto.random(SECRET_OCTETS).hex();
    }
}
