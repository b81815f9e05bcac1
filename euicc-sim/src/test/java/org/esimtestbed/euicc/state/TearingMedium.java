package org.esimtestbed.euicc.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// A memory whose power can be cut in the middle of a write.
final class TearingMedium implements Medium {
    /// The power is gone. An error, so that nothing in the card takes it for one of its own.
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// What a torn write leaves: so many of its octets, as they are or blank.
    ///
    /// @param write  which one, from 0
    /// @param octets of it that were written; more than it has means all
    record Tear(int write, int octets, boolean blank) {}

    private Optional<Bytes> octets = Optional.empty();
    private Optional<Tear> tear = Optional.empty();
    private final List<Integer> writes = new ArrayList<>();

    void tear(Tear next) {
        tear = Optional.of(next);
    }

    void mend() {
        tear = Optional.empty();
    }

    /// Octets of each write so far.
    List<Integer> writes() {
        return writes;
    }

    @Override
    public Optional<Bytes> read() {
        return octets;
    }

    @Override
    public void append(Bytes more) {
        var cut = tear.filter(it -> it.write() == writes.size());
        writes.add(more.size());
        if (cut.isPresent()) {
            int count = Math.min(cut.get().octets(), more.size());
            octets = octets.map(it -> it.plus(cut.get().blank() ? Bytes.repeat(0, count) : more.first(count)));
            throw new PowerCut();
        }
        octets = octets.map(it -> it.plus(more));
    }

    /// A file beside is moved into place: before that nothing has changed, after it everything.
    @Override
    public void replace(Bytes whole) {
        var cut = tear.filter(it -> it.write() == writes.size());
        writes.add(whole.size());
        if (cut.isEmpty() || cut.get().octets() >= whole.size()) octets = Optional.of(whole);
        if (cut.isPresent()) throw new PowerCut();
    }

    @Override
    public String toString() {
        return "the card's memory";
    }
}
