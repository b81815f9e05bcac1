package org.esimtestbed.smdpplus.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.smdpplus.order.OrderState;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks orders up, page by page in the order of their ICCIDs.
final class OrderQuery {
    private static final String COLUMNS = "select iccid, state, operator, profile_type, eid, matching_id,"
            + " case when cc_hash is null then 0 else 1 end, download_attempts, cc_attempts, smds_address, expires_at,"
            + " created_at, changed_at from profile_order";

    private final JdbcClient jdbc;

    OrderQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Which orders; what is absent is no condition.
    ///
    /// @param after ICCID the page begins behind
    record Filter(
            Optional<String> operator,
            Optional<OrderState> state,
            Optional<Eid> eid,
            Optional<String> matchingId,
            Optional<Iccid> after) {}

    List<OrderView> page(Filter filter, int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add(conditions, values, "operator =", filter.operator());
        add(conditions, values, "state =", filter.state().map(OrderState::name));
        add(conditions, values, "eid =", filter.eid().map(Eid::digits));
        add(conditions, values, "matching_id =", filter.matchingId());
        add(conditions, values, "iccid >", filter.after().map(Iccid::digits));
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return jdbc.sql(COLUMNS + where + " order by iccid fetch first " + limit + " rows only")
                .params(values)
                .query(OrderQuery::view)
                .list();
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Optional<String> value) {
        value.ifPresent(it -> {
            conditions.add(condition + " ?");
            values.add(it);
        });
    }

    Optional<OrderView> find(Iccid iccid) {
        return jdbc.sql(COLUMNS + " where iccid = ?")
                .param(iccid.digits())
                .query(OrderQuery::view)
                .optional();
    }

    /// The last changes of an order, oldest first.
    List<AuditView> audit(Iccid iccid) {
        return jdbc.sql("select " + AuditView.COLUMNS
                        + " from order_audit where iccid = ? order by id desc fetch first 1000 rows only")
                .param(iccid.digits())
                .query(AuditView::of)
                .list()
                .reversed();
    }

    private static OrderView view(ResultSet row, int number) throws SQLException {
        return new OrderView(
                row.getString(1),
                OrderState.valueOf(row.getString(2)).title(),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                row.getInt(7) == 1,
                row.getInt(8),
                row.getInt(9),
                Optional.ofNullable(row.getString(10)),
                Moments.maybeIn(row, 11),
                Moments.in(row, 12),
                Moments.in(row, 13));
    }
}
