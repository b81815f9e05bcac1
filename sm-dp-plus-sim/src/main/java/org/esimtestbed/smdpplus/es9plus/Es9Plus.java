package org.esimtestbed.smdpplus.es9plus;

import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.EmptyResponse;

/// What an LPA can ask of this server (SGP.22 §5.6), whatever binding it asks in. Each function throws
/// [FunctionRefused] with its status code, or [MalformedTlv] where octets are not what they claim.
public interface Es9Plus {
    InitiateAuthentication.Response initiateAuthentication(InitiateAuthentication.Request request);

    AuthenticateClient.Response authenticateClient(AuthenticateClient.Request request);

    GetBoundProfilePackage.Response getBoundProfilePackage(GetBoundProfilePackage.Request request);

    EmptyResponse cancelSession(CancelSession.Request request);

    void handleNotification(HandleNotification.Request request);
}
