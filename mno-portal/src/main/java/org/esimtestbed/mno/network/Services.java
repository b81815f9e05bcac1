package org.esimtestbed.mno.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.mno.network.AccessRule.Service;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;

/// What the network does for attached devices, each under the rule of its subscriber.
public final class Services {
    private final Attachments attachments;
    private final Subscriptions subscriptions;
    private final PacketGateway gateway;

    public Services(Attachments attachments, Subscriptions subscriptions, PacketGateway gateway) {
        this.attachments = attachments;
        this.subscriptions = subscriptions;
        this.gateway = gateway;
    }

    /// A PDN connection with the access point that was asked for, or with the one the network forces.
    public PdnConnectivity.Result connect(PdnConnectivity.Request request) {
        var attachment = attachments.find(request.context());
        if (attachment.isEmpty()) return noConnection(Cause.IMPLICITLY_DETACHED);
        var apn = attachments.rule(attachment.get()).apn(request.apn().filter(it -> !it.isBlank()));
        if (apn.isEmpty()) return noConnection(Cause.MISSING_OR_UNKNOWN_APN);
        return attachments
                .connect(attachment.get(), apn.get())
                .map(connection -> new PdnConnectivity.Result(
                        true,
                        Optional.of(connection.apn()),
                        Optional.of(gateway.address()),
                        Optional.of(connection.credential()),
                        Optional.empty()))
                .orElseGet(() -> noConnection(Cause.IMPLICITLY_DETACHED));
    }

    /// A call reaches any subscriber who is attached and has voice.
    public Telephony.Result call(Telephony.Call call) {
        var caller = attachments.find(call.context());
        if (caller.isEmpty()) return refused(Cause.IMPLICITLY_DETACHED);
        if (!has(caller.get(), Service.VOICE)) return refused(Cause.REQUESTED_FACILITY_NOT_SUBSCRIBED);
        var called = subscriptions.findByNumber(call.number());
        if (called.isEmpty()) return refused(Cause.UNASSIGNED_NUMBER);
        boolean answers = attachments
                .find(called.get().imsi())
                .filter(it -> has(it, Service.VOICE))
                .isPresent();
        return answers ? accepted() : refused(Cause.DESTINATION_OUT_OF_ORDER);
    }

    /// A short message waits at the receiver's device until it asks.
    public Telephony.Result send(Telephony.ShortMessage message) {
        var sender = attachments.find(message.context());
        if (sender.isEmpty()) return refused(Cause.IMPLICITLY_DETACHED);
        if (!has(sender.get(), Service.SMS)) return refused(Cause.REQUESTED_FACILITY_NOT_SUBSCRIBED);
        var receiver = subscriptions.findByNumber(message.number());
        if (receiver.isEmpty()) return refused(Cause.UNASSIGNED_NUMBER);
        var device = attachments.find(receiver.get().imsi()).filter(it -> has(it, Service.SMS));
        if (device.isEmpty()) return refused(Cause.DESTINATION_OUT_OF_ORDER);
        var from = sender.get().subscriber().msisdn();
        boolean delivered = device.get().deliver(new Telephony.Delivered(from, message.text()));
        return delivered ? accepted() : refused(Cause.MEMORY_CAPACITY_EXCEEDED);
    }

    /// @return empty if no such device is attached
    public Optional<Telephony.Received> received(Attach.Context device) {
        return attachments.find(device.context()).map(it -> new Telephony.Received(it.fetch()));
    }

    /// What the network knows of a subscriber's device.
    ///
    /// @param apn     of its PDN connection
    /// @param reached `host:port` of what it reached over that connection
    public record SubscriberState(boolean attached, String profileClass, Optional<String> apn, List<String> reached) {
        public SubscriberState {
            reached = List.copyOf(reached);
        }
    }

    /// Empty for a subscriber nobody knows.
    public Optional<SubscriberState> state(Imsi imsi) {
        return subscriptions.find(imsi).map(subscriber -> {
            var attachment = attachments.find(imsi);
            var connection = attachment.flatMap(Attachment::connection);
            return new SubscriberState(
                    attachment.isPresent(),
                    subscriber.profileClass().name().toLowerCase(Locale.ROOT),
                    connection.map(PdnConnection::apn),
                    connection.map(PdnConnection::reached).orElse(List.of()));
        });
    }

    private boolean has(Attachment attachment, Service service) {
        return attachments.rule(attachment).services().contains(service);
    }

    private static Telephony.Result accepted() {
        return new Telephony.Result(true, Optional.empty());
    }

    private static Telephony.Result refused(Cause cause) {
        return new Telephony.Result(false, Optional.of(cause.text()));
    }

    private static PdnConnectivity.Result noConnection(Cause cause) {
        return new PdnConnectivity.Result(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(cause.text()));
    }
}
