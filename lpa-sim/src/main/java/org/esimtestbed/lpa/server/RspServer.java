package org.esimtestbed.lpa.server;

import org.esimtestbed.rsp.es9plus.InitiateAuthentication;

/// A server an eUICC can authenticate (SGP.22 §3.1.2): ES9+ and ES11 begin alike.
public sealed interface RspServer permits Es9Plus, Es11 {
    /// As messages call it: `SM-DP+`.
    String title();

    /// @throws org.esimtestbed.rsp.status.FunctionRefused if the server says no
    /// @throws ServerUnreachable                          if it says nothing that can be understood
    InitiateAuthentication.Response initiateAuthentication(String address, InitiateAuthentication.Request request);
}
