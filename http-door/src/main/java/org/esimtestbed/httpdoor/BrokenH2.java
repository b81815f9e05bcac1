package org.esimtestbed.httpdoor;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/// An H2 that could not write closes its file, and the next connection opens it anew. The pool takes what its old
/// connections say for failures of a statement, and while there is work it would give them out for ever.
public final class BrokenH2 implements SQLExceptionOverride {
    /// General error, database closed, connection broken, database shut down.
    private static final Set<Integer> OVER = Set.of(50000, 90098, 90067, 90121);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return OVER.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
