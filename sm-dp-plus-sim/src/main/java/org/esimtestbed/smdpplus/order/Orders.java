package org.esimtestbed.smdpplus.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.order.ProfileOrder.Attempts;
import org.esimtestbed.smdpplus.order.ProfileOrder.Bound;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The Profiles and their orders, as rows, each change with a row of the audit. A change of a row that somebody else
/// has
/// changed in the meantime is refused.
public final class Orders {
    private static final String COLUMNS = "iccid, state, operator, profile_type, eid, matching_id, cc_hash,"
            + " download_attempts, cc_attempts, smds_address, expires_at, bound_otpk, bound_keys, bound_session, ver";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final Vault vault;
    private final InstantSource clock;
    private final OrderWatch watch;
    private final StockRows stock;

    /// @param watch hears of each change in the transaction that makes it
    public Orders(
            JdbcClient jdbc,
            Transactions transactions,
            AuditTrail audit,
            Vault vault,
            InstantSource clock,
            OrderWatch watch) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.vault = vault;
        this.clock = clock;
        this.watch = watch;
        this.stock = new StockRows(jdbc);
    }

    /// Somebody else has changed the order since it was read; nothing was written.
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(Iccid iccid) {
            super("the order " + iccid + " has been changed in the meantime");
        }
    }

    /// Keeps a new Profile.
    ///
    /// @throws DuplicateKeyException if there is one with that ICCID already, which stays as it is, or if another
    /// order has its MatchingID
    public void add(ProfileOrder order, Change change) {
        transactions.write(() -> {
            jdbc.sql("insert into profile_order (" + COLUMNS + ", created_at, changed_at, ended, clock_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(order.iccid().digits())
                    .param(order.state().name())
                    .param(order.operator())
                    .param(order.profileType())
                    .param(order.eid().map(Eid::digits).orElse(null))
                    .param(order.delivery().matchingId().orElse(null))
                    .param(sealedHash(order))
                    .param(order.attempts().downloads())
                    .param(order.attempts().confirmations())
                    .param(order.delivery().smdsAddress().orElse(null))
                    .param(order.delivery().expiresAt().map(Moments::of).orElse(null))
                    .param(order.bound().map(it -> it.euiccOtpk().toArray()).orElse(null))
                    .param(order.bound().map(it -> it.sealedKeys().toArray()).orElse(null))
                    .param(order.bound()
                            .map(it -> it.transactionId().toString())
                            .orElse(null))
                    .param(order.version())
                    .param(now())
                    .param(now())
                    .param(order.state().hasEnded())
                    .param(clockAt(order))
                    .update();
            audit.add(order.iccid(), order.state(), change);
            stock.follow(order);
            watch.changed(order);
        });
    }

    public Optional<ProfileOrder> find(Iccid iccid) {
        return one("where iccid = ?", iccid.digits());
    }

    public Optional<ProfileOrder> findByMatchingId(String matchingId) {
        return one("where matching_id = ?", matchingId);
    }

    /// The order that waits for an eUICC whose LPA has no MatchingID (default SM-DP+ use case): the oldest of those
    /// that
    /// were confirmed without one, else the oldest.
    public Optional<ProfileOrder> findForEid(Eid eid) {
        return one(
                "where eid = ? and state in ('RELEASED', 'DOWNLOADED')"
                        + " order by case when matching_id is null then 0 else 1 end, created_at, iccid"
                        + " fetch first 1 row only",
                eid.digits());
    }

    /// How many Profiles an eUICC has got from this server, one that is on its way included, as far as their orders are
    /// kept.
    ///
    /// @param but does not count
    public int countHanded(Eid eid, Iccid but) {
        return jdbc.sql("select count(*) from profile_order"
                        + " where eid = ? and state in ('DOWNLOADED', 'INSTALLED') and iccid <> ?")
                .param(eid.digits())
                .param(but.digits())
                .query(Integer.class)
                .single();
    }

    public List<ProfileOrder> all() {
        return jdbc.sql("select " + COLUMNS + " from profile_order order by created_at, iccid")
                .query(this::order)
                .list();
    }

    /// Writes a changed order.
    ///
    /// @throws Overtaken             if the row is not the one that was read
    /// @throws DuplicateKeyException if another order has its MatchingID
    public ProfileOrder save(ProfileOrder order, Change change) {
        return transactions.write(() -> {
            int rows = jdbc.sql("update profile_order set state = ?, eid = ?, matching_id = ?, cc_hash = ?,"
                            + " download_attempts = ?, cc_attempts = ?, smds_address = ?, expires_at = ?,"
                            + " bound_otpk = ?, bound_keys = ?, bound_session = ?, ver = ver + 1, changed_at = ?,"
                            + " ended = ?, clock_at = ?"
                            + " where iccid = ? and ver = ?")
                    .param(order.state().name())
                    .param(order.eid().map(Eid::digits).orElse(null))
                    .param(order.delivery().matchingId().orElse(null))
                    .param(sealedHash(order))
                    .param(order.attempts().downloads())
                    .param(order.attempts().confirmations())
                    .param(order.delivery().smdsAddress().orElse(null))
                    .param(order.delivery().expiresAt().map(Moments::of).orElse(null))
                    .param(order.bound().map(it -> it.euiccOtpk().toArray()).orElse(null))
                    .param(order.bound().map(it -> it.sealedKeys().toArray()).orElse(null))
                    .param(order.bound()
                            .map(it -> it.transactionId().toString())
                            .orElse(null))
                    .param(now())
                    .param(order.state().hasEnded())
                    .param(clockAt(order))
                    .param(order.iccid().digits())
                    .param(order.version())
                    .update();
            if (rows == 0) throw new Overtaken(order.iccid());
            audit.add(order.iccid(), order.state(), change);
            stock.follow(order);
            watch.changed(order);
            return order.stored();
        });
    }

    /// Something was heard of an order that does not change it.
    public void note(ProfileOrder order, Change heard) {
        audit.add(order.iccid(), order.state(), heard);
    }

    /// What the hash of an order's Confirmation Code is sealed for: whoever can guess the code knows the hash.
    public static String codeContext(String iccid) {
        return iccid + " confirmation code";
    }

    private @Nullable OffsetDateTime clockAt(ProfileOrder order) {
        return order.state().hasEnded()
                ? now()
                : order.delivery().expiresAt().map(Moments::of).orElse(null);
    }

    private byte @Nullable [] sealedHash(ProfileOrder order) {
        return order.delivery()
                .confirmationCodeHash()
                .map(hash ->
                        vault.seal(hash, codeContext(order.iccid().digits())).toArray())
                .orElse(null);
    }

    private OffsetDateTime now() {
        return Moments.of(clock.instant());
    }

    private Optional<ProfileOrder> one(String where, String value) {
        return jdbc.sql("select " + COLUMNS + " from profile_order " + where)
                .param(value)
                .query(this::order)
                .optional();
    }

    private ProfileOrder order(ResultSet row, int number) throws SQLException {
        var iccid = new Iccid(row.getString(1));
        return new ProfileOrder(
                iccid,
                OrderState.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)).map(Eid::new),
                new Delivery(
                        Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getBytes(7))
                                .map(it -> vault.open(Bytes.wrap(it), codeContext(iccid.digits()))),
                        Optional.ofNullable(row.getString(10)),
                        Moments.maybeIn(row, 11)),
                new Attempts(row.getInt(8), row.getInt(9)),
                bound(row),
                row.getInt(15));
    }

    private static Optional<Bound> bound(ResultSet row) throws SQLException {
        var euiccOtpk = row.getBytes(12);
        var sealedKeys = row.getBytes(13);
        var session = row.getString(14);
        return euiccOtpk == null || sealedKeys == null || session == null
                ? Optional.empty()
                : Optional.of(new Bound(Bytes.wrap(euiccOtpk), Bytes.wrap(sealedKeys), TransactionId.of(session)));
    }
}
