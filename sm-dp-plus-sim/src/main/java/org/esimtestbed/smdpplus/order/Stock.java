package org.esimtestbed.smdpplus.order;

import java.util.Optional;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The Profiles in stock: orders that are Available, each with the sealed data to make it from. Every server takes
/// from the same stock at the same time, and none waits for another.
public final class Stock {
    private final JdbcClient jdbc;
    private final Orders orders;
    private final Vault vault;
    private final StockRows rows;

    public Stock(JdbcClient jdbc, Orders orders, Vault vault) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.vault = vault;
        this.rows = new StockRows(jdbc);
    }

    /// The next Profile of a type in the order of ICCIDs, held for this transaction.
    public Optional<ProfileOrder> next(String operator, String profileType) {
        for (var after = ""; true; ) {
            var candidates = rows.after(after, operator, profileType); // no locks: H2 would lock every row that fits
            for (var iccid : candidates) {
                if (isOurs(iccid)) return orders.find(new Iccid(iccid));
            }
            if (candidates.size() < StockRows.AT_ONCE) return Optional.empty();
            after = candidates.getLast();
        }
    }

    // Of those that look at the same time each gets one: what another holds is passed over, what it took is no more.
    private boolean isOurs(String iccid) {
        return jdbc.sql("select iccid from profile_order where iccid = ? and state = 'AVAILABLE'"
                        + " and personalisation is not null for update skip locked")
                .param(iccid)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /// What a Profile is made from; it stays with the Profile, which may be ordered again.
    public Optional<Personalisation> personalisation(Iccid iccid) {
        return jdbc.sql("select personalisation from profile_order where iccid = ? and personalisation is not null")
                .param(iccid.digits())
                .query((row, number) -> unsealed(iccid, Bytes.wrap(row.getBytes(1))))
                .optional();
    }

    /// A Profile is about to be taken away: it is to be ordered no more.
    public void forget(Iccid iccid) {
        rows.forget(iccid);
    }

    /// Keeps what a Profile is made from.
    public void keep(Iccid iccid, Personalisation data) {
        jdbc.sql("update profile_order set personalisation = ? where iccid = ?")
                .param(sealed(iccid, data).toArray())
                .param(iccid.digits())
                .update();
    }

    /// What a Profile's data is sealed for.
    public static String context(String iccid) {
        return iccid + " personalisation";
    }

    Bytes sealed(Iccid iccid, Personalisation data) {
        return vault.seal(Bytes.wrap(RspJson.mapper().writeValueAsBytes(data)), context(iccid.digits()));
    }

    private Personalisation unsealed(Iccid iccid, Bytes sealed) {
        return RspJson.mapper()
                .readValue(vault.open(sealed, context(iccid.digits())).toArray(), Personalisation.class);
    }
}
