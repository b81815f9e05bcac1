package org.esimtestbed.smds.web;

import org.esimtestbed.smds.es11.AuthenticateClient;
import org.esimtestbed.smds.es11.CancelSession;
import org.esimtestbed.smds.es11.InitiateAuthentication;

/// What an LPA can ask (SGP.22 §5.8), whatever binding it asks in.
record Es11(
        InitiateAuthentication initiateAuthentication,
        AuthenticateClient authenticateClient,
        CancelSession cancelSession) {}
