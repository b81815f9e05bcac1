package org.esimtestbed.smdpplus.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    private static final Vault VAULT = new Vault(Bytes.repeat(7, 32), Crypto.standard());
    private static final ProfileContent CONTENT = new ProfileContent(
            Bytes.utf8("the secrets of a subscriber"),
            Appearance.plain("Provider", "Profile").metadata(ICCID, "smdp.example.com"),
            new Requirements(2, 3, Set.of("usim", "milenage")),
            Protection.PROFILE_KEYS);

    @TempDir
    Path folder;

    private Contents contents(Database database, Vault vault) {
        return new Contents(database.jdbc(), vault);
    }

    private void store(Database database) {
        database.orders(InstantSource.system())
                .add(ProfileOrder.available(ICCID, "operator", "generic"), Change.byServer("a test"));
        contents(database, VAULT).put(ICCID, CONTENT);
    }

    @Test
    void givesBackWhatItWasGiven() {
        try (var database = Database.inFile(folder.resolve("data"))) {
            store(database);

            assertThat(contents(database, VAULT).packaged(ICCID).profilePackage())
                    .isEqualTo(CONTENT.profilePackage());
            assertThat(contents(database, VAULT).offer(ICCID))
                    .isEqualTo(new ProfileContent.Offer(
                            27, CONTENT.metadata().encode(), CONTENT.requirements(), Protection.PROFILE_KEYS));
        }
    }

    @Test
    void keepsNothingReadableInTheDatabaseFile() throws Exception {
        try (var database = Database.inFile(folder.resolve("data"))) {
            store(database);
        }

        var stored = Files.readString(folder.resolve("data.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(stored).contains(ICCID.digits()); // it is the right file, and written
        assertThat(stored).doesNotContain("subscriber").doesNotContain("secrets");
    }

    @Test
    void opensNoPackageWithAnotherKey() {
        try (var database = Database.inFile(folder.resolve("data"))) {
            store(database);
            var stranger = contents(database, new Vault(Bytes.repeat(8, 32), Crypto.standard()));

            assertThatThrownBy(() -> stranger.packaged(ICCID).profilePackage())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(ICCID.digits())
                    .hasMessageContaining("master key");
        }
    }
}
