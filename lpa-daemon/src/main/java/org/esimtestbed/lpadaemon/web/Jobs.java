package org.esimtestbed.lpadaemon.web;

import java.net.URI;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.springframework.http.ResponseEntity;

/// Makes jobs and starts them.
record Jobs(KnownCards cards, DaemonSettings settings) {
    private static final int ID_OCTETS = 8;

    /// One that nobody has started.
    Job made(Job.Kind kind, Work work, Answers said) {
        var id = settings.crypto().random(ID_OCTETS).hex();
        return new Job(id, kind, work, said, settings.patience(), settings.clock());
    }

    /// @return 202 with where the job is
    ResponseEntity<JobView> start(String card, Job.Kind kind, Work work, Answers said, Language language) {
        var job = made(kind, work, said);
        cards.named(card).start(job);
        return ResponseEntity.accepted()
                .location(URI.create(Paths.job(card, job)))
                .body(JobView.of(card, job, language));
    }
}
