package org.esimtestbed.smds.es15;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.es12.RegisterEvent;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.peer.PeerCall;
import org.esimtestbed.rspserver.peer.PeerClient;
import org.esimtestbed.rspserver.peer.ServerAddress;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.event.Event;

/// The Root SM-DS as its Alternative sees it. Calls may be repeated: the EventID is this server's own, so an event that
/// is there already, or there no more, is one it was told of before.
public final class RootSmDs implements AutoCloseable {
    /// Less than SM-DP+s wait for the answer that depends on it.
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final int CALL_ID = 16;

    private final String root;
    private final String address;
    private final PeerClient peers;
    private final Crypto crypto;

    /// @param root where it answers ES15
    /// @param tls  shows CERT.DS.TLS
    public RootSmDs(String root, Supplier<SSLContext> tls, SmDsSettings settings) {
        var identity = settings.identity();
        this.root = root;
        this.address = identity.address();
        this.crypto = settings.crypto();
        this.peers = new PeerClient(
                "Alternative SM-DS", identity.oid().dotted(), tls, settings.tracer(), settings.clock(), ANSWER);
    }

    /// ES15.RegisterEvent: the eUICC's LPA is to come here, with the EventID this server has chosen.
    ///
    /// @throws FunctionRefused with 8.9/5.1 if the Root cannot be reached, 8.9/4.2 if it refuses or makes no sense
    public void register(Event event) {
        call(
                RegisterEvent.PATH,
                new RegisterEvent.Request(
                        event.eid(), address, event.forwardedId().orElseThrow(), false),
                StatusCode.EVENT_ALREADY_REGISTERED);
    }

    /// ES15.DeleteEvent.
    ///
    /// @throws FunctionRefused with 8.9/5.1 if the Root cannot be reached, 8.9/4.2 if it refuses or makes no sense
    public void delete(Event event) {
        call(
                DeleteEvent.PATH,
                new DeleteEvent.Request(event.eid(), event.forwardedId().orElseThrow()),
                StatusCode.EVENT_UNKNOWN);
    }

    private void call(String function, Record message, StatusCode doneBefore) {
        var uri = ServerAddress.function(root, HttpBinding.ES15, function);
        var call =
                new PeerCall("Root SM-DS", "ES15", uri, crypto.random(CALL_ID).hex());
        try {
            peers.call(call, message, EmptyResponse.class);
        } catch (FunctionRefused refused) {
            var code = refused.statusCode().code();
            if (code.equals(doneBefore.code())) return;
            throw StatusCode.ROOT_SMDS_FAILED.because(code + " " + refused.detail());
        } catch (MalformedMessage e) {
            throw StatusCode.ROOT_SMDS_FAILED.because("its answer is none: " + e.getMessage());
        } catch (IOException e) {
            throw StatusCode.ROOT_SMDS_UNREACHABLE.because(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
