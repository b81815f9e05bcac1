package org.esimtestbed.smdpplus.es9plus;

import org.esimtestbed.rsp.es9plus.AuthenticateClient.Request;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Response;
import org.esimtestbed.rsp.json.EmptyResponse;

/// ES9+ as the specification has it: a class for each function.
public record HonestEs9Plus(
        InitiateAuthentication initiate,
        AuthenticateClient authenticate,
        GetBoundProfilePackage bind,
        CancelSession cancel,
        HandleNotification notifications)
        implements Es9Plus {

    @Override
    public org.esimtestbed.rsp.es9plus.InitiateAuthentication.Response initiateAuthentication(
            org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request request) {
        return initiate.answer(request);
    }

    @Override
    public Response authenticateClient(Request request) {
        return authenticate.answer(request);
    }

    @Override
    public org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Response getBoundProfilePackage(
            org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Request request) {
        return bind.answer(request);
    }

    @Override
    public EmptyResponse cancelSession(org.esimtestbed.rsp.es9plus.CancelSession.Request request) {
        return cancel.answer(request);
    }

    @Override
    public void handleNotification(org.esimtestbed.rsp.es9plus.HandleNotification.Request request) {
        notifications.accept(request);
    }
}
