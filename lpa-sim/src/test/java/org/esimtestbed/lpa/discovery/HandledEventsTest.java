package org.esimtestbed.lpa.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandledEventsTest {
    private static final EventEntry EVENT = new EventEntry("ID-1", "smdp.example.com");
    private static final EventEntry CASCADE = new EventEntry("R-1", "alternative.example.com");

    @TempDir
    Path folder;

    @Test
    void remembersForAnotherLifeOfTheDevice() {
        new HandledEvents(new MemoryFolder(folder)).add(EVENT, EVENT);

        assertThat(new HandledEvents(new MemoryFolder(folder)).contains(EVENT)).isTrue();
    }

    @Test
    void tellsEventsApartByServerAndEventId() {
        var events = new HandledEvents(DeviceMemory.untilPowerOff());
        events.add(EVENT, EVENT);

        assertThat(events.contains(new EventEntry("ID-1", "SMDP.example.com"))).isTrue();
        assertThat(events.contains(new EventEntry("id-1", "smdp.example.com"))).isFalse();
        assertThat(events.contains(new EventEntry("ID-1", "other.example.com"))).isFalse();
    }

    @Test
    void forgetsWhatTheRootDoesNotNameAnyMore() {
        var events = new HandledEvents(DeviceMemory.untilPowerOff());
        events.add(EVENT, CASCADE);

        events.keepOnly(List.of(CASCADE));
        assertThat(events.contains(EVENT)).isTrue();
        events.keepOnly(List.of(EVENT));
        assertThat(events.contains(EVENT)).isFalse();
    }

    @Test
    void namesThePieceOfMemoryThatHoldsSomethingElse() {
        var memory = DeviceMemory.untilPowerOff();
        memory.write("discovery-handled.json", Bytes.utf8("[1]"));

        assertThatThrownBy(() -> new HandledEvents(memory).contains(EVENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("discovery-handled.json");
    }
}
