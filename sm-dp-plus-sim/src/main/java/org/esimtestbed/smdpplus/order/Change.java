package org.esimtestbed.smdpplus.order;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;

/// Why an order changes, for the audit: who moved it, in what words, and in which session.
///
/// @param by  at most 120 characters
/// @param why at most 500 characters; longer ones are cut
public record Change(String by, String why, Optional<TransactionId> transactionId) {
    private static final int MAX_WHY = 500;

    public Change {
        if (why.length() > MAX_WHY) why = why.substring(0, MAX_WHY);
    }

    public static Change byOperator(String operator, String why) {
        return new Change("operator " + operator, why, Optional.empty());
    }

    public static Change byEuicc(Eid eid, String why, TransactionId transactionId) {
        return new Change("eUICC " + eid, why, Optional.of(transactionId));
    }

    public static Change byEuicc(Eid eid, String why) {
        return new Change("eUICC " + eid, why, Optional.empty());
    }

    public static Change byServer(String why) {
        return new Change("SM-DP+", why, Optional.empty());
    }

    /// @param name of the fixture
    public static Change byFixture(String name) {
        return new Change("fixture", "put as " + name + " says", Optional.empty());
    }

    public static Change byAdministrator(String why) {
        return new Change("administrator", why, Optional.empty());
    }
}
