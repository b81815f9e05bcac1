package org.esimtestbed.smdpplus.order;

import java.util.Collection;
import java.util.List;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Batches;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which Profiles are Available, by operator and type, as rows beside the orders: a download, which is nothing to the
/// stock, leaves its index alone. They follow the orders in the transaction that changes them.
final class StockRows {
    static final int AT_ONCE = 32;

    // Both databases walk along the primary key for this.
    static final String CANDIDATES = "select iccid from stock"
            + " where operator = ? and profile_type = ? and iccid > ?"
            + " order by operator, profile_type, iccid fetch first " + AT_ONCE + " rows only";

    private static final String INSERT = "insert into stock (operator, profile_type, iccid) values (?, ?, ?)";

    private final JdbcClient jdbc;

    StockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The next of a type in the order of ICCIDs, 32 at most. Some may be taken by now.
    List<String> after(String iccid, String operator, String profileType) {
        return jdbc.sql(CANDIDATES)
                .param(operator)
                .param(profileType)
                .param(iccid)
                .query(String.class)
                .list();
    }

    static void putAll(Batches batches, String operator, String profileType, Collection<Iccid> iccids) {
        batches.write(INSERT, iccids, iccid -> new Object[] {operator, profileType, iccid.digits()});
    }

    /// An order has changed, or is new.
    void follow(ProfileOrder order) {
        switch (order.state()) {
            case AVAILABLE -> {
                remove(order);
                jdbc.sql(INSERT)
                        .param(order.operator())
                        .param(order.profileType())
                        .param(order.iccid().digits())
                        .update();
            }
            case ALLOCATED, LINKED -> remove(order); // the only states that follow on Available
            case CONFIRMED, RELEASED, DOWNLOADED, INSTALLED, ERROR, UNAVAILABLE -> {}
        }
    }

    private void remove(ProfileOrder order) {
        jdbc.sql("delete from stock where operator = ? and profile_type = ? and iccid = ?")
                .param(order.operator())
                .param(order.profileType())
                .param(order.iccid().digits())
                .update();
    }

    /// An order is taken away.
    void forget(Iccid iccid) {
        jdbc.sql("delete from stock where iccid = ? and operator = (select operator from profile_order where iccid = ?)"
                        + " and profile_type = (select profile_type from profile_order where iccid = ?)")
                .params(iccid.digits(), iccid.digits(), iccid.digits())
                .update();
    }
}
