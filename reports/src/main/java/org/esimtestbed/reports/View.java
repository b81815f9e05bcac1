package org.esimtestbed.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One line of the report: an arrow, and what it opens to.
interface View {
    Instant at();

    Duration took();

    String from();

    String to();

    /// What was called: `initiateAuthentication`.
    String what();

    /// Where: `ES9+`; empty where no interface of the specification is meant.
    String where();

    /// Why it was refused, if it was.
    Optional<String> refusal();

    boolean isStep();

    void body(Page page) throws IOException;
}
