package org.esimtestbed.rsp.json;

/// The header of an ES2+ or ES12 request (SGP.22 §6.5.1.3).
///
/// @param functionRequesterIdentifier who asks: the OID or name both sides agreed on
/// @param functionCallIdentifier      which call this is, the caller's choice
public record RequestHeader(String functionRequesterIdentifier, String functionCallIdentifier) {}
