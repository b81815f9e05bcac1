package org.esimtestbed.smdpplus.smds;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.es12.RegisterEvent;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.rspserver.peer.PeerCall;
import org.esimtestbed.rspserver.peer.PeerClient;
import org.esimtestbed.rspserver.peer.ServerAddress;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.smds.SmdsEventRows.Row;

/// ES12 towards SM-DSs, over mutual TLS with CERT.DP.TLS (SGP.22 §5.9, §6.5.2).
public final class SmdsClient implements AutoCloseable {
    private final ServerIdentity identity;
    private final PeerClient peers;

    /// @param identity whom events lead to
    public SmdsClient(ServerIdentity identity, Supplier<SSLContext> tls, Tracer tracer, InstantSource clock) {
        this.identity = identity;
        this.peers = new PeerClient("SM-DP+", identity.oid().dotted(), tls, tracer, clock);
    }

    /// ES12.RegisterEvent. It is to be forwarded: what the Root SM-DS has nobody to forward to, an Alternative SM-DS
    /// must (§3.6.1).
    ///
    /// @throws FunctionRefused  if the SM-DS refuses
    /// @throws MalformedMessage if its answer is none
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    void register(Row event) throws IOException {
        call(
                event,
                RegisterEvent.PATH,
                new RegisterEvent.Request(event.eid(), identity.address(), event.eventId(), true));
    }

    /// ES12.DeleteEvent.
    ///
    /// @throws FunctionRefused  if the SM-DS refuses
    /// @throws MalformedMessage if its answer is none
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    void delete(Row event) throws IOException {
        call(event, DeleteEvent.PATH, new DeleteEvent.Request(event.eid(), event.eventId()));
    }

    private void call(Row event, String function, Record message) throws IOException {
        var uri = ServerAddress.function(event.address(), HttpBinding.ES12, function);
        peers.call(new PeerCall("SM-DS", "ES12", uri, event.callId()), message, EmptyResponse.class);
    }

    @Override
    public void close() {
        peers.close();
    }
}
