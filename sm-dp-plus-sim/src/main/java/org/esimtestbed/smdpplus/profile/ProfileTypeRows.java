package org.esimtestbed.smdpplus.profile;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.storage.Remembered;
import org.esimtestbed.smdpplus.storage.Revision;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The profile types, the same for all servers of one database. Their packages are sealed: one may hold keys.
public final class ProfileTypeRows {
    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Revision revision;
    private final Vault vault;
    private final Remembered<List<ProfileType>> types;

    public ProfileTypeRows(
            JdbcClient jdbc, Transactions transactions, Revision revision, Vault vault, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.revision = revision;
        this.vault = vault;
        this.types = new Remembered<>(revision, clock, this::read);
    }

    /// By name.
    public List<ProfileType> all() {
        return types.get();
    }

    /// Adds types, or puts them in the place of those of the same name. Profiles made before stay as they are.
    public void put(Collection<ProfileType> added) {
        transactions.write(() -> {
            revision.next();
            added.forEach(this::write);
        });
        refresh();
    }

    /// To be called when a transaction stands in which types were put.
    public void refresh() {
        types.forget();
    }

    private void write(ProfileType type) {
        jdbc.sql("delete from profile_type where name = ?").param(type.name()).update();
        jdbc.sql("insert into profile_type (name, package, appearance, own_keys, operators) values (?, ?, ?, ?, ?)")
                .param(type.name())
                .param(vault.seal(type.template().encode(), context(type.name()))
                        .toArray())
                .param(RspJson.mapper().writeValueAsString(type.appearance()))
                .param(type.protection() == Protection.PROFILE_KEYS)
                .param(RspJson.mapper().writeValueAsString(type.operators()))
                .update();
    }

    private List<ProfileType> read() {
        return jdbc.sql("select name, package, appearance, own_keys, operators from profile_type order by name")
                .query((row, number) -> new ProfileType(
                        row.getString(1),
                        ProfilePackage.decode(vault.open(Bytes.wrap(row.getBytes(2)), context(row.getString(1)))),
                        RspJson.mapper().readValue(row.getString(3), Appearance.class),
                        row.getBoolean(4) ? Protection.PROFILE_KEYS : Protection.SESSION_KEYS,
                        Set.of(RspJson.mapper().readValue(row.getString(5), String[].class))))
                .list();
    }

    /// What a type's package is sealed for.
    public static String context(String name) {
        return "profile type " + name;
    }
}
