package org.esimtestbed.mno.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.mno.subscription.Subscription.Algorithm;
import org.esimtestbed.mno.subscription.Subscription.Progress;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The subscribers, as rows; new ones get the next numbers of the pools and random keys.
public final class Subscriptions {
    /// Telecommunications (89), then a country code no operator uses in earnest.
    private static final String ICCID_PREFIX = "89882119";
    private static final String MSISDN_PREFIX = "88299";
    private static final String COLUMNS = "iccid, imsi, msisdn, algorithm, k, opc, pin1, puk1, adm1, sqn, profile_type,"
            + " activation_code, progress, profile_class";

    private final JdbcClient jdbc;
    private final Crypto crypto;
    private final String plmn;

    public Subscriptions(JdbcClient jdbc, Crypto crypto, String plmn) {
        this.jdbc = jdbc;
        this.crypto = crypto;
        this.plmn = plmn;
    }

    /// Makes a subscriber of an operational Profile.
    ///
    /// @param testKey K for the test algorithm; absent for Milenage with a new key
    public Subscription create(String profileType, Optional<Bytes> testKey) {
        return create(profileType, ProfileClass.OPERATIONAL, testKey);
    }

    /// Makes a subscriber.
    ///
    /// @param testKey K for the test algorithm; absent for Milenage with a new key
    public Subscription create(String profileType, ProfileClass profileClass, Optional<Bytes> testKey) {
        long number = jdbc.sql("select nextval('subscriber_number')")
                .query(Long.class)
                .single();
        var subscription = new Subscription(
                Iccid.withLuhnDigit(ICCID_PREFIX + "%010d".formatted(number)),
                new Imsi(plmn + ("%0" + (15 - plmn.length()) + "d").formatted(number)),
                MSISDN_PREFIX + "%07d".formatted(number),
                testKey.isPresent() ? Algorithm.TEST : Algorithm.MILENAGE,
                testKey.orElseGet(() -> crypto.random(16)),
                crypto.random(16),
                digits(4),
                digits(8),
                digits(8),
                0,
                profileType,
                Optional.empty(),
                Progress.ORDERED,
                profileClass);
        jdbc.sql("insert into subscription (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(subscription.iccid().digits())
                .param(subscription.imsi().digits())
                .param(subscription.msisdn())
                .param(subscription.algorithm().name())
                .param(subscription.k().toArray())
                .param(subscription.opc().toArray())
                .param(subscription.pin1())
                .param(subscription.puk1())
                .param(subscription.adm1())
                .param(subscription.sqn())
                .param(subscription.profileType())
                .param(null)
                .param(subscription.progress().name())
                .param(subscription.profileClass().name())
                .update();
        return subscription;
    }

    private String digits(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(crypto.random().nextInt(10));
        return text.toString();
    }

    public Optional<Subscription> find(Iccid iccid) {
        return one("iccid", iccid.digits());
    }

    public Optional<Subscription> find(Imsi imsi) {
        return one("imsi", imsi.digits());
    }

    /// @param msisdn international, without +
    public Optional<Subscription> findByNumber(String msisdn) {
        return one("msisdn", msisdn);
    }

    public List<Subscription> all() {
        return jdbc.sql("select " + COLUMNS + " from subscription order by iccid")
                .query(Subscriptions::subscription)
                .list();
    }

    public void released(Iccid iccid, String activationCode) {
        jdbc.sql("update subscription set activation_code = ?, progress = ? where iccid = ?")
                .param(activationCode)
                .param(Progress.RELEASED.name())
                .param(iccid.digits())
                .update();
    }

    /// Removes a subscriber whose Profile the SM-DP+ does not make.
    public void forget(Iccid iccid) {
        jdbc.sql("delete from subscription where iccid = ?")
                .param(iccid.digits())
                .update();
    }

    /// Notes how far a download is. Installed is the end: what is told late, after a retry, does not undo it.
    public void heard(Iccid iccid, Progress progress) {
        jdbc.sql("update subscription set progress = ? where iccid = ? and progress <> ?")
                .param(progress.name())
                .param(iccid.digits())
                .param(Progress.INSTALLED.name())
                .update();
    }

    /// Takes the next sequence number, which nobody else gets. ///
    /// @param step how far the last one is to be passed
    public long nextSqn(Subscription subscription, long step) {
        long known = subscription.sqn();
        while (true) {
            int rows = jdbc.sql("update subscription set sqn = ? where iccid = ? and sqn = ?")
                    .param(known + step)
                    .param(subscription.iccid().digits())
                    .param(known)
                    .update();
            if (rows == 1) return known + step;
            known = find(subscription.iccid()).orElseThrow().sqn(); // somebody was faster
        }
    }

    public void resetSqn(Iccid iccid, long sqn) {
        jdbc.sql("update subscription set sqn = ? where iccid = ?")
                .param(sqn)
                .param(iccid.digits())
                .update();
    }

    private Optional<Subscription> one(String column, String value) {
        return jdbc.sql("select " + COLUMNS + " from subscription where " + column + " = ?")
                .param(value)
                .query(Subscriptions::subscription)
                .optional();
    }

    private static Subscription subscription(ResultSet row, int number) throws SQLException {
        return new Subscription(
                new Iccid(row.getString(1)),
                new Imsi(row.getString(2)),
                row.getString(3),
                Algorithm.valueOf(row.getString(4)),
                Bytes.wrap(row.getBytes(5)),
                Bytes.wrap(row.getBytes(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getString(11),
                Optional.ofNullable(row.getString(12)),
                Progress.valueOf(row.getString(13)),
                ProfileClass.valueOf(row.getString(14)));
    }
}
