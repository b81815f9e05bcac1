package org.esimtestbed.rspserver.web;

/// What a server wants of the HTTP headers of an LPA (SGP.22 §6.2). LPAs are known that leave them out, and servers
/// that refuse those.
public enum HeaderPolicy {
    /// Takes requests as they come.
    LENIENT,
    /// Wants `X-Admin-Protocol: gsma/rsp/v2.x.y` and a `User-Agent` that begins with `gsma-rsp-`.
    STRICT
}
