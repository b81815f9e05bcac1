package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.smdpplus.order.OrderState;

/// One change of an order.
@Schema(name = "Change")
record AuditView(
        @Schema(description = "counts upwards") long id,
        String iccid,
        Instant at,

        @Schema(description = "of the order once it had changed")
        String state,

        @Schema(description = "who moved it") String by,
        String why,
        Optional<String> transactionId) {
    static final String COLUMNS = "id, iccid, at, state, by_whom, why, transaction_id";

    static AuditView of(ResultSet row, int number) throws SQLException {
        return new AuditView(
                row.getLong(1),
                row.getString(2),
                Moments.in(row, 3),
                OrderState.valueOf(row.getString(4)).title(),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getString(7)));
    }
}
