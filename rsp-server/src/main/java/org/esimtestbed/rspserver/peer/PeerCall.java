package org.esimtestbed.rspserver.peer;

import java.net.URI;

/// One call of a function of another server.
///
/// @param peer           the role called, for the trace: `SM-DS`
/// @param interfaceName  for the trace: `ES12`
/// @param uri            with the function's name at its end
/// @param callIdentifier functionCallIdentifier: the same however often it is tried
public record PeerCall(String peer, String interfaceName, URI uri, String callIdentifier) {
    String function() {
        var path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
