package org.esimtestbed.lpadaemon.slot;

import java.util.Optional;
import org.esimtestbed.lpadaemon.job.Job;

/// The card serves somebody else.
public final class Occupied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Job> job;

    Occupied(Optional<Job> job) {
        super(
                job.map(it -> "the card is busy with job " + it.id())
                        .orElse("the card has been busy with another request for too long"),
                null,
                false,
                false); // an answer, not an accident: no stack trace
        this.job = job;
    }

    /// The job it is busy with; absent if it is another request.
    public Optional<Job> job() {
        return job;
    }
}
