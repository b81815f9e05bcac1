package org.esimtestbed.smdpplus.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.KeyRotation;
import org.esimtestbed.rspserver.storage.MasterKey;
import org.esimtestbed.rspserver.storage.SealedColumn;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.web.SmDpPlusDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KeyRotationTest {
    private static final int ROWS = 1200; // more than two batches
    private static final MasterKey OLD = new MasterKey(Bytes.repeat(1, 32));
    private static final MasterKey NEW = new MasterKey(Bytes.repeat(2, 32));
    private static final Vault BEFORE = new Vault(OLD, Crypto.standard());
    private static final Vault AFTER = new Vault(NEW, Crypto.standard());

    private Database database;

    @BeforeEach
    void open(TestInfo test) {
        database =
                Database.named("rotation" + test.getTestMethod().orElseThrow().getName());
        for (int i = 0; i < ROWS; i++) row("%019d".formatted(i));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void row(String iccid) {
        database.template()
                .update(
                        "insert into profile_order (iccid, state, operator, profile_type, download_attempts,"
                                + " cc_attempts, personalisation, cc_hash, bound_keys, created_at, changed_at, ver)"
                                + " values (?, 'RELEASED', 'o', 't', 0, 0, ?, ?, ?, ?, ?, 0)",
                        iccid,
                        sealed(1, iccid),
                        sealed(2, iccid),
                        sealed(3, iccid),
                        java.sql.Timestamp.from(Instant.EPOCH),
                        java.sql.Timestamp.from(Instant.EPOCH));
        database.template()
                .update(
                        "insert into profile_content (iccid, package, octets, metadata, requirements, own_keys)"
                                + " values (?, ?, 1, ?, '{}', false)",
                        iccid,
                        sealed(0, iccid),
                        new byte[1]);
        database.template()
                .update(
                        "insert into profile_type (name, package, appearance, own_keys, operators)"
                                + " values (?, ?, '{}', false, '[]')",
                        iccid,
                        sealed(4, iccid));
    }

    private static byte[] sealed(int column, String iccid) {
        return BEFORE.seal(Bytes.utf8(column + iccid), context(column, iccid)).toArray();
    }

    private static String context(int column, String iccid) {
        return SmDpPlusDatabase.SEALED.get(column).context(iccid);
    }

    private List<Bytes> all() {
        var all = new ArrayList<Bytes>();
        for (var column : SmDpPlusDatabase.SEALED) {
            all.addAll(database.jdbc()
                    .sql("select " + column.name() + " from " + column.table() + " order by " + column.key())
                    .query((row, number) -> Bytes.wrap(row.getBytes(1)))
                    .list());
        }
        return all;
    }

    private KeyRotation rotation() {
        return new KeyRotation(database.jdbc(), database.transactions(), SmDpPlusDatabase.SEALED);
    }

    @Test
    void knowsEverySealedColumn() {
        // whoever adds a column of octets decides here whether it is sealed
        var open = List.of("profile_content.metadata", "profile_order.bound_otpk");
        var octets = database.jdbc()
                .sql("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'public' and lower(data_type) in ('bytea', 'binary varying')")
                .query(String.class)
                .list();

        assertThat(octets)
                .hasSize(7)
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(
                                open.stream(), SmDpPlusDatabase.SEALED.stream().map(SealedColumn::toString))
                        .toList());
    }

    @Test
    void sealsEverythingUnderTheNewKey() {
        var report = rotation().rotate(OLD, NEW, Crypto.standard());

        assertThat(report).isEqualTo(new KeyRotation.Report(5 * ROWS, 5 * ROWS));
        var sealed = all();
        for (int column = 0; column < 5; column++) {
            for (int i = 0; i < ROWS; i++) {
                var iccid = "%019d".formatted(i);
                assertThat(AFTER.open(sealed.get(column * ROWS + i), context(column, iccid)))
                        .isEqualTo(Bytes.utf8(column + iccid));
            }
        }
    }

    @Test
    void goesOnWhereItWasKilled() {
        var killed = new KeyRotation(database.jdbc(), database.transactions(), SmDpPlusDatabase.SEALED.subList(0, 2));
        assertThat(killed.rotate(OLD, NEW, Crypto.standard()).resealed()).isEqualTo(2 * ROWS);

        assertThat(rotation().rotate(OLD, NEW, Crypto.standard()))
                .isEqualTo(new KeyRotation.Report(5 * ROWS, 3 * ROWS));
        assertThat(rotation().rotate(OLD, NEW, Crypto.standard()).resealed()).isZero();
    }

    @Test
    void changesNothingWithAWrongOldKey() {
        var before = all();

        assertThatThrownBy(() -> rotation().rotate(new MasterKey(Bytes.repeat(3, 32)), NEW, Crypto.standard()))
                .isInstanceOf(KeyRotation.WrongKey.class)
                .hasMessageContaining("profile_content.package")
                .hasMessageContaining("nothing was changed");
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void changesNothingWhereOneRowIsOfAnotherKey() {
        var last = "%019d".formatted(ROWS - 1);
        var stray = new Vault(Bytes.repeat(3, 32), Crypto.standard()).seal(Bytes.of(1), context(3, last));
        database.template().update("update profile_order set bound_keys = ? where iccid = ?", stray.toArray(), last);
        var before = all();

        assertThatThrownBy(() -> rotation().rotate(OLD, NEW, Crypto.standard()))
                .isInstanceOf(KeyRotation.WrongKey.class)
                .hasMessageContaining(last);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void bringsTheFormWithoutAKeyNameUpToDate() {
        var iccid = "%019d".formatted(0);
        database.template()
                .update(
                        "update profile_content set package = ? where iccid = ?",
                        Bytes.wrap(sealed(0, iccid)).from(8).toArray(),
                        iccid);

        assertThat(rotation().rotate(OLD, NEW, Crypto.standard()).resealed()).isEqualTo(5 * ROWS);
        assertThat(AFTER.open(all().getFirst(), context(0, iccid))).isEqualTo(Bytes.utf8("0" + iccid));
    }
}
