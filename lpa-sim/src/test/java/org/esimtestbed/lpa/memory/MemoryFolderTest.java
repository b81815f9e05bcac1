package org.esimtestbed.lpa.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFolderTest {
    @TempDir
    Path folder;

    @Test
    void keepsPiecesApartFromOneLifeToTheNext() {
        var first = new MemoryFolder(folder.resolve("a/b"));
        assertThat(first.read("one")).isEmpty();
        first.forget("one");
        first.write("one", Bytes.utf8("1"));
        first.write("two", Bytes.utf8("2"));
        first.write("two", Bytes.utf8("22"));

        var second = new MemoryFolder(folder.resolve("a/b"));
        assertThat(second.read("one")).contains(Bytes.utf8("1"));
        assertThat(second.read("two")).contains(Bytes.utf8("22"));
        second.forget("one");
        assertThat(first.read("one")).isEmpty();
        assertThat(first.read("two")).isPresent();
    }

    @Test
    void doesNotReadWhatAKilledDeviceHasHalfWritten() throws Exception {
        var memory = new MemoryFolder(folder);
        memory.write("one", Bytes.utf8("whole"));
        Files.writeString(folder.resolve("one.draft"), "ha");

        assertThat(memory.read("one")).contains(Bytes.utf8("whole"));
        memory.write("one", Bytes.utf8("anew"));
        assertThat(memory.read("one")).contains(Bytes.utf8("anew"));
        assertThat(folder.resolve("one.draft")).doesNotExist();
    }

    @Test
    void namesTheFileItCannotWrite() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> new MemoryFolder(file).write("one", Bytes.EMPTY))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.resolve("one").toString());
    }
}
