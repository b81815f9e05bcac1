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

    /// How the line looks where nothing was refused.
    Lifelines.Look look();

    /// What the label says besides place, time and refusal; empty where nothing is to be said.
    default String remark() {
        return "";
    }

    void body(Page page) throws IOException;
}
