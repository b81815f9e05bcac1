package org.esimtestbed.lpa.server;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.esimtestbed.lpa.bearer.Bearers;
import org.esimtestbed.lpa.server.RspCalls.Interface;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.Tracer;

/// ES9+ as the LPA calls it (SGP.22 §5.6), over HTTPS with JSON (§6.5). Every function goes to the address it is
/// given, never to a default. Safe for use by many threads.
public final class Es9Plus implements RspServer, AutoCloseable {
    private final RspCalls calls;

    /// @param chain the CIs that may vouch for a server
    public Es9Plus(CertificateChain chain, Tracer tracer, InstantSource clock) {
        this(chain, UnaryOperator.identity(), Patience.STANDARD, tracer, clock);
    }

    /// @param hosts where the server of an address listens, `host:port`; TLS checks the name of that place
    public Es9Plus(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
            Tracer tracer,
            InstantSource clock) {
        this(chain, hosts, patience, WayOut.OPEN, tracer, clock);
    }

    /// @param wayOut what stands before the servers
    public Es9Plus(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
            WayOut wayOut,
            Tracer tracer,
            InstantSource clock) {
        this.calls = new RspCalls(
                new RspCalls.Device(chain, hosts, patience, wayOut, new Bearers(), tracer, clock), Interface.ES9PLUS);
    }

    RspCalls calls() {
        return calls;
    }

    @Override
    public String title() {
        return Interface.ES9PLUS.title();
    }

    /// Which way servers are reached; by Wi-Fi until somebody says otherwise.
    public Bearers bearers() {
        return calls.bearers();
    }

    /// Closes what connections there are; the next function opens one again.
    public void releaseBearer() {
        calls.releaseBearer();
    }

    @Override
    public InitiateAuthentication.Response initiateAuthentication(
            String address, InitiateAuthentication.Request request) {
        return calls.call(address, InitiateAuthentication.PATH, request, InitiateAuthentication.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public AuthenticateClient.Response authenticateClient(String address, AuthenticateClient.Request request) {
        return calls.call(address, AuthenticateClient.PATH, request, AuthenticateClient.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public GetBoundProfilePackage.Response getBoundProfilePackage(
            String address, GetBoundProfilePackage.Request request) {
        return calls.call(address, GetBoundProfilePackage.PATH, request, GetBoundProfilePackage.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public void cancelSession(String address, CancelSession.Request request) {
        calls.call(address, CancelSession.PATH, request, EmptyResponse.class);
    }

    /// Delivers a notification; done only when the server has answered 204 (SGP.22 §6.3).
    ///
    /// @throws ServerUnreachable otherwise
    public void handleNotification(PendingNotification notification) {
        var address = notification.metadata().address();
        var answer = calls.post(address, HandleNotification.PATH, new HandleNotification.Request(notification.tlv()));
        if (answer.status() != 204) {
            throw new ServerUnreachable(
                    address + " answers HTTP " + answer.status() + " to handleNotification where 204 belongs",
                    Trouble.http(answer.status()));
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
