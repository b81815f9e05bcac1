package org.esimtestbed.mno.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The way of one attached device to the packet network. What runs over it ends with it.
final class PdnConnection {
    private static final int MAX_REACHED = 100;

    private final String credential;
    private final String apn;
    private final Supplier<AccessRule> rule;
    private final Set<Closeable> tunnels = new HashSet<>();
    private final Set<String> reached = new LinkedHashSet<>();
    private boolean ended;

    /// @param rule what the subscriber may reach, asked for each tunnel
    PdnConnection(String credential, String apn, Supplier<AccessRule> rule) {
        this.credential = credential;
        this.apn = apn;
        this.rule = rule;
    }

    String credential() {
        return credential;
    }

    String apn() {
        return apn;
    }

    boolean admits(String host, int port) {
        return rule.get().admits(host, port);
    }

    /// `host:port` of what was reached over it, in the order of the first time; no more than a hundred.
    synchronized List<String> reached() {
        return List.copyOf(reached);
    }

    /// The tunnel is closed when the connection ends, at once if it has.
    ///
    /// @param place `host:port`
    void carries(Closeable tunnel, String place) {
        synchronized (this) {
            if (!ended) {
                if (reached.size() < MAX_REACHED) reached.add(place);
                tunnels.add(tunnel);
                return;
            }
        }
        close(tunnel);
    }

    synchronized void carriesNoLonger(Closeable tunnel) {
        tunnels.remove(tunnel);
    }

    void end() {
        Set<Closeable> open;
        synchronized (this) {
            ended = true;
            open = Set.copyOf(tunnels);
            tunnels.clear();
        }
        open.forEach(PdnConnection::close);
    }

    private static void close(Closeable tunnel) {
        try {
            tunnel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
