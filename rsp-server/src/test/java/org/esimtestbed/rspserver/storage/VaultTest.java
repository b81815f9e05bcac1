package org.esimtestbed.rspserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Bytes SECRET = Bytes.utf8("what must not lie open");

    @TempDir
    Path folder;

    private static Vault vault(Path file) {
        return Vault.ofServer(Optional.empty(), file, Crypto.standard());
    }

    @Test
    void opensWhatItSealedAfterARestart() {
        var file = folder.resolve("deep/master.key");
        var sealed = vault(file).seal(SECRET, "row 1");

        assertThat(vault(file).open(sealed, "row 1")).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameContentDifferentlyEachTime() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());

        assertThat(vault.seal(SECRET, "row 1")).isNotEqualTo(vault.seal(SECRET, "row 1"));
    }

    @Test
    void opensNothingThatBelongsToAnotherRow() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());
        var sealed = vault.seal(SECRET, "row 1");

        assertThatThrownBy(() -> vault.open(sealed, "row 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensNothingThatWasChanged() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());
        var sealed = vault.seal(SECRET, "row 1");
        var changed = sealed.with(24, Bytes.of(sealed.at(24) ^ 1));

        assertThatThrownBy(() -> vault.open(changed, "row 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void makesAKeyFileThatItsOwnerAloneReads() throws Exception {
        var file = folder.resolve("master.key");
        vault(file);

        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheFileThatHoldsNoKey() throws Exception {
        var file = Files.writeString(folder.resolve("master.key"), "too short");

        assertThatThrownBy(() -> vault(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("too short");
    }

    @Test
    void namesTheFileThatCannotBeMade() throws Exception {
        var noFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> vault(noFolder.resolve("master.key")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("master.key");
    }

    @Test
    void takesTheKeyOfTheEnvironmentBeforeThatOfTheFile() throws Exception {
        var file = folder.resolve("master.key");
        var digits = "0a".repeat(32);
        var sealed =
                Vault.ofServer(Optional.of(digits), file, Crypto.standard()).seal(SECRET, "row 1");

        assertThat(new Vault(Bytes.hex(digits), Crypto.standard()).open(sealed, "row 1"))
                .isEqualTo(SECRET);
        assertThat(file).doesNotExist();
    }

    @Test
    void namesTheVariableThatHoldsNoKeyAndDoesNotShowIt() {
        assertThatThrownBy(() -> Vault.ofServer(Optional.of("secret"), folder.resolve("k"), Crypto.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(MasterKey.VARIABLE)
                .hasMessageNotContaining("secret");
    }

    @Test
    void opensWithEitherKeyOnTheWayFromOneToAnother() {
        var old = new MasterKey(Bytes.repeat(1, 32));
        var replacement = new MasterKey(Bytes.repeat(2, 32));
        var both = Vault.rotating(old, replacement, Crypto.standard());
        var before = new Vault(old, Crypto.standard()).seal(SECRET, "row 1");
        var after = both.seal(SECRET, "row 1");

        assertThat(both.open(before, "row 1")).isEqualTo(SECRET);
        assertThat(both.open(after, "row 1")).isEqualTo(SECRET);
        assertThat(both.isCurrent(before)).isFalse();
        assertThat(both.isCurrent(after)).isTrue();
        assertThat(new Vault(replacement, Crypto.standard()).open(after, "row 1"))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> new Vault(old, Crypto.standard()).open(after, "row 1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensWhatWasSealedBeforeKeysHadNames() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());
        var older = vault.seal(SECRET, "row 1").from(8);

        assertThat(vault.open(older, "row 1")).isEqualTo(SECRET);
        assertThat(vault.isCurrent(older)).isFalse();
    }

    @Test
    void opensWithTheKeyBeforeWhereItLiesBeside() throws Exception {
        var file = folder.resolve("master.key");
        var before = vault(file).seal(SECRET, "row 1");
        Files.move(file, folder.resolve("master.key.old"));

        assertThat(vault(file).open(before, "row 1")).isEqualTo(SECRET);
    }
}
