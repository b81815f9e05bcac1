package org.esimtestbed.rsp.es9plus;

/// What an LPA can ask of an SM-DP+, in either binding.
public sealed interface Es9PlusRequest
        permits InitiateAuthentication.Request,
                AuthenticateClient.Request,
                GetBoundProfilePackage.Request,
                CancelSession.Request,
                HandleNotification.Request {}
