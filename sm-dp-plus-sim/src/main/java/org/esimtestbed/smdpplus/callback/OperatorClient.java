package org.esimtestbed.smdpplus.callback;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.rspserver.peer.PeerCall;
import org.esimtestbed.rspserver.peer.PeerClient;
import org.esimtestbed.smdpplus.Operator;

/// ES2+ towards the operators, over mutual TLS.
public final class OperatorClient implements AutoCloseable {
    private final Supplier<List<Operator>> operators;
    private final PeerClient peers;

    /// @param operators those known now; asked at each call
    /// @param requester functionRequesterIdentifier of this server
    public OperatorClient(
            Supplier<List<Operator>> operators,
            String requester,
            Supplier<SSLContext> tls,
            Tracer tracer,
            InstantSource clock) {
        this.operators = operators;
        this.peers = new PeerClient("SM-DP+", requester, tls, tracer, clock);
    }

    /// Tells an operator; empty if it has taken it, else why not.
    ///
    /// @param callIdentifier the same however often it is tried
    Optional<String> tell(String identifier, String callIdentifier, Request message) {
        var operator = operator(identifier);
        if (operator.isEmpty()) return Optional.of("no operator has the identifier " + identifier);
        var callback = operator.get().callback();
        if (callback.isEmpty()) return Optional.empty(); // it has stopped asking: nobody is left to tell
        var uri = callback.get().resolve(HttpBinding.ES2PLUS + HandleDownloadProgressInfo.PATH);
        try {
            peers.tell(new PeerCall("Operator", "ES2+", uri, callIdentifier), message);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Whether an operator wants to be told. One that is not known may be once it is asked again.
    boolean wantsToBeTold(String identifier) {
        return operator(identifier).map(it -> it.callback().isPresent()).orElse(true);
    }

    private Optional<Operator> operator(String identifier) {
        return operators.get().stream()
                .filter(it -> it.identifier().equals(identifier))
                .findFirst();
    }

    @Override
    public void close() {
        peers.close();
    }
}
