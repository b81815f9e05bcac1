package org.esimtestbed.smdpplus.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.storage.Vault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The orders and their personalised packages, as rows. A package is encrypted at rest; a change of a row that
/// somebody else has changed in the meantime is refused.
public final class Orders {
    private static final String COLUMNS =
            "iccid, state, operator, profile_type, eid, matching_id, cc_hash, download_attempts, cc_attempts, ver";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final InstantSource clock;

    public Orders(JdbcClient jdbc, Vault vault, InstantSource clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /// Somebody else has changed the order since it was read; nothing was written.
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(Iccid iccid) {
            super("the order " + iccid + " has been changed in the meantime");
        }
    }

    /// Keeps a new order with its personalised package.
    ///
    /// @return whether it is new; false if there is an order for that ICCID already, which stays as it is
    public boolean add(ProfileOrder order, Bytes profilePackage) {
        try {
            jdbc.sql("insert into profile_order (" + COLUMNS + ", package, created_at, changed_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(order.iccid().digits())
                    .param(order.state().name())
                    .param(order.operator())
                    .param(order.profileType())
                    .param(order.eid().map(Eid::digits).orElse(null))
                    .param(order.matchingId().orElse(null))
                    .param(order.confirmationCodeHash().map(Bytes::toArray).orElse(null))
                    .param(order.downloadAttempts())
                    .param(order.confirmationAttempts())
                    .param(order.version())
                    .param(vault.seal(profilePackage, order.iccid().digits()).toArray())
                    .param(now())
                    .param(now())
                    .update();
            return true;
        } catch (DuplicateKeyException alreadyThere) {
            return false;
        }
    }

    public Optional<ProfileOrder> find(Iccid iccid) {
        return one("where iccid = ?", iccid.digits());
    }

    public Optional<ProfileOrder> findByMatchingId(String matchingId) {
        return one("where matching_id = ?", matchingId);
    }

    /// The oldest order that waits for an eUICC without a MatchingID of its own (default SM-DP+ use case).
    public Optional<ProfileOrder> findForEid(Eid eid) {
        return one(
                "where eid = ? and state in ('RELEASED', 'DOWNLOADED') order by created_at fetch first 1 row only",
                eid.digits());
    }

    public List<ProfileOrder> all() {
        return jdbc.sql("select " + COLUMNS + " from profile_order order by created_at")
                .query(Orders::order)
                .list();
    }

    /// How many octets the package of an order has, without opening it.
    public int packageSize(Iccid iccid) {
        return jdbc.sql("select octet_length(package) from profile_order where iccid = ?")
                        .param(iccid.digits())
                        .query(Integer.class)
                        .single()
                - Vault.OVERHEAD;
    }

    /// The personalised, unprotected package of an order.
    public Bytes profilePackage(Iccid iccid) {
        return jdbc.sql("select package from profile_order where iccid = ?")
                .param(iccid.digits())
                .query((row, number) -> vault.open(Bytes.wrap(row.getBytes(1)), iccid.digits()))
                .single();
    }

    /// Writes a changed order.
    ///
    /// @throws Overtaken             if the row is not the one that was read
    /// @throws DuplicateKeyException if another order has its MatchingID
    public ProfileOrder save(ProfileOrder order) {
        int rows = jdbc.sql(
                        "update profile_order set state = ?, eid = ?, matching_id = ?, cc_hash = ?, download_attempts = ?,"
                                + " cc_attempts = ?, ver = ver + 1, changed_at = ? where iccid = ? and ver = ?")
                .param(order.state().name())
                .param(order.eid().map(Eid::digits).orElse(null))
                .param(order.matchingId().orElse(null))
                .param(order.confirmationCodeHash().map(Bytes::toArray).orElse(null))
                .param(order.downloadAttempts())
                .param(order.confirmationAttempts())
                .param(now())
                .param(order.iccid().digits())
                .param(order.version())
                .update();
        if (rows == 0) throw new Overtaken(order.iccid());
        return new ProfileOrder(
                order.iccid(),
                order.state(),
                order.operator(),
                order.profileType(),
                order.eid(),
                order.matchingId(),
                order.confirmationCodeHash(),
                order.downloadAttempts(),
                order.confirmationAttempts(),
                order.version() + 1);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Optional<ProfileOrder> one(String where, String value) {
        return jdbc.sql("select " + COLUMNS + " from profile_order " + where)
                .param(value)
                .query(Orders::order)
                .optional();
    }

    private static ProfileOrder order(ResultSet row, int number) throws SQLException {
        return new ProfileOrder(
                new Iccid(row.getString(1)),
                OrderState.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)).map(Eid::new),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getBytes(7)).map(Bytes::wrap),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10));
    }
}
