package org.esimtestbed.lpa.server;

import org.esimtestbed.lpa.server.RspCalls.Interface;
import org.esimtestbed.rsp.es11.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.status.FunctionRefused;

/// ES11 as the LPA calls it (SGP.22 §5.8), at whichever SM-DS it is given. Safe for use by many threads.
public final class Es11 implements RspServer, AutoCloseable {
    private final RspCalls calls;

    /// Of the same device, and over the same bearers.
    public Es11(Es9Plus beside) {
        this.calls = beside.calls().speaking(Interface.ES11);
    }

    @Override
    public String title() {
        return Interface.ES11.title();
    }

    @Override
    public InitiateAuthentication.Response initiateAuthentication(
            String address, InitiateAuthentication.Request request) {
        var asked = new org.esimtestbed.rsp.es11.InitiateAuthentication.Request(
                request.euiccChallenge(), request.euiccInfo1(), request.smdpAddress());
        return calls.call(
                address,
                org.esimtestbed.rsp.es11.InitiateAuthentication.PATH,
                asked,
                InitiateAuthentication.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public AuthenticateClient.Response authenticateClient(
            String address, org.esimtestbed.rsp.es9plus.AuthenticateClient.Request request) {
        return calls.call(address, AuthenticateClient.PATH, request, AuthenticateClient.Response.class);
    }

    /// Closes what connections there are; the next function opens one again.
    public void releaseBearer() {
        calls.releaseBearer();
    }

    @Override
    public void close() {
        calls.close();
    }
}
