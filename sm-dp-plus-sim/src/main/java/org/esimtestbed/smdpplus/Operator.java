package org.esimtestbed.smdpplus;

import java.net.URI;
import org.esimtestbed.rsp.id.Oid;

/// An operator that may order here.
///
/// @param identifier functionRequesterIdentifier
/// @param oid        registeredID of its TLS certificate
/// @param callback   where its ES2+ listens, without the path; absent functions are told to nobody
public record Operator(String identifier, Oid oid, URI callback) {}
