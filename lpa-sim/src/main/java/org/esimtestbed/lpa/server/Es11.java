package org.esimtestbed.lpa.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.esimtestbed.lpa.server.RspCalls.Interface;
import org.esimtestbed.rsp.es11.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.status.FunctionRefused;

/// ES11 as the LPA calls it (SGP.22 §5.8), at whichever SM-DS it is given. An SM-DS that does not know the paths of
/// ES11
/// is called under those of ES9+, as a Root SM-DS in service answers: docs/divergences.md. Safe for use by many
/// threads.
public final class Es11 implements RspServer, AutoCloseable {
    private static final Trouble NO_SUCH_PATH = Trouble.http(404);

    private final RspCalls calls;
    private final RspCalls underEs9Plus;
    private final Set<String> likeEs9Plus = ConcurrentHashMap.newKeySet();

    /// Of the same device, and over the same bearers.
    public Es11(Es9Plus beside) {
        this.calls = beside.calls().speaking(Interface.ES11);
        this.underEs9Plus = beside.calls().speaking(Interface.ES11_LIKE_ES9PLUS);
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
        try {
            var answer = calls.call(
                    address,
                    org.esimtestbed.rsp.es11.InitiateAuthentication.PATH,
                    asked,
                    InitiateAuthentication.Response.class);
            likeEs9Plus.remove(address);
            return answer;
        } catch (UnusableAnswer unknown) {
            if (!unknown.trouble().equals(NO_SUCH_PATH)) throw unknown;
            var answer = underEs9Plus.call(
                    address, InitiateAuthentication.PATH, request, InitiateAuthentication.Response.class);
            likeEs9Plus.add(address);
            return answer;
        }
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public AuthenticateClient.Response authenticateClient(
            String address, org.esimtestbed.rsp.es9plus.AuthenticateClient.Request request) {
        var way = likeEs9Plus.contains(address) ? underEs9Plus : calls;
        return way.call(address, AuthenticateClient.PATH, request, AuthenticateClient.Response.class);
    }

    /// Closes what connections there are; the next function opens one again.
    public void releaseBearer() {
        calls.releaseBearer();
        underEs9Plus.releaseBearer();
    }

    @Override
    public void close() {
        calls.close();
        underEs9Plus.close();
    }
}
