package org.esimtestbed.lpa.discovery;

import java.time.Instant;
import java.util.function.Supplier;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// Polls for as long as the device is on, by its schedule or when somebody asks.
public final class Polling {
    /// What lies between two polls.
    public interface Pause {
        /// Returns at that time, or earlier when somebody wants a poll now.
        ///
        /// @return false once the device is switched off
        boolean until(Instant due) throws InterruptedException;
    }

    /// Who is told of each poll.
    public interface Watcher {
        void polled(Discovery.Poll poll);

        /// The SM-DS has not answered, or not as it should.
        ///
        /// @param next when it is asked again
        void missed(RuntimeException why, Instant next);
    }

    private final PollSchedule schedule;
    private final Supplier<Discovery.Poll> poll;
    private final Pause pause;
    private final Watcher watcher;

    /// @param poll asks once
    public Polling(PollSchedule schedule, Supplier<Discovery.Poll> poll, Pause pause, Watcher watcher) {
        this.schedule = schedule;
        this.poll = poll;
        this.pause = pause;
        this.watcher = watcher;
    }

    /// Returns when the device is switched off.
    ///
    /// @throws RuntimeException for what no later poll can mend: the card names no SM-DS
    public void run() throws InterruptedException {
        while (pause.until(schedule.due())) {
            try {
                var answer = poll.get();
                schedule.answered(answer.again());
                watcher.polled(answer);
            } catch (FunctionRefused
                    | ServerUnreachable
                    | DownloadStopped
                    | StatusWordRefused
                    | Es10Refused
                    | CardGone
                    | MalformedTlv why) {
                schedule.missed();
                watcher.missed(why, schedule.due());
            }
        }
    }
}
