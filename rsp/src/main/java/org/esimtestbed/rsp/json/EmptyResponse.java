package org.esimtestbed.rsp.json;

/// A response that says nothing but that it succeeded.
public record EmptyResponse() {}
