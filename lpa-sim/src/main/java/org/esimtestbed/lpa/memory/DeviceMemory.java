package org.esimtestbed.lpa.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.esimtestbed.rsp.tlv.Bytes;

/// Pieces of memory by name. A piece is written whole or not at all, whenever the process is killed.
public interface DeviceMemory {
    Optional<Bytes> read(String name);

    void write(String name, Bytes content);

    /// Does nothing where there is no such piece.
    void forget(String name);

    /// Lasts as long as the process.
    static DeviceMemory untilPowerOff() {
        return new DeviceMemory() {
            private final Map<String, Bytes> kept = new ConcurrentHashMap<>();

            @Override
            public Optional<Bytes> read(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public void write(String name, Bytes content) {
                kept.put(name, content);
            }

            @Override
            public void forget(String name) {
                kept.remove(name);
            }
        };
    }
}
