package org.esimtestbed.euicc.runtime.toolkit;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;
import uicc.toolkit.ToolkitInterface;

/// One event on its way through one applet. The applet's thread and the card's hand over to each other: while one runs
/// the other waits.
final class ToolkitSession {
    // An applet that computes this long has run away; a card would have been reset by its terminal before.
    private static final int PATIENCE = 10;

    /// What the applet's thread hands to the card's.
    sealed interface Step {
        /// It sent a command and waits for the answer.
        record Sent(Proactive command) implements Step {}

        /// It has returned; a failure is why it did not return well.
        record Finished(Optional<Throwable> failure) implements Step {}
    }

    /// The card was reset while the applet waited.
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final SynchronousQueue<Step> toCard = new SynchronousQueue<>();
    private final SynchronousQueue<Bytes> toApplet = new SynchronousQueue<>();
    private final Proactive proactive = new Proactive(this);
    private final Optional<Envelope> envelope;
    private Optional<Response> response = Optional.empty();
    private @Nullable Thread thread;

    ToolkitSession(Optional<Envelope> envelope) {
        this.envelope = envelope;
    }

    Proactive proactive() {
        return proactive;
    }

    Optional<Response> response() {
        return response;
    }

    Optional<Envelope> envelope() {
        return envelope;
    }

    // --- on the card's thread -------------------------------------------------------------------------------------

    /// Runs the applet up to its first command, or its end.
    ///
    /// @param prepare what a thread needs to run Java Card code
    Step start(ToolkitEntry entry, ToolkitInterface applet, short event, Runnable prepare) {
        var context = new ToolkitContext(entry, Optional.of(this));
        thread = Thread.ofVirtual().name("toolkit applet").start(() -> {
            Optional<Throwable> failure = Optional.empty();
            try {
                prepare.run();
                context.run(() -> applet.processToolkit(event));
            } catch (Abandoned over) {
                return; // nobody waits any more
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failure = Optional.of(e);
            }
            hand(new Step.Finished(failure));
        });
        return step();
    }

    /// Lets the applet go on with the terminal's answer.
    Step resume(Bytes terminalResponse) {
        try {
            if (!toApplet.offer(terminalResponse, PATIENCE, TimeUnit.SECONDS)) return runaway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return runaway();
        }
        return step();
    }

    void abandon() {
        if (thread != null) thread.interrupt();
    }

    private Step step() {
        try {
            var step = toCard.poll(PATIENCE, TimeUnit.SECONDS);
            return step == null ? runaway() : step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return runaway();
        }
    }

    private Step runaway() {
        abandon();
        return new Step.Finished(Optional.of(new IllegalStateException("a toolkit applet does not come to an end")));
    }

    // --- on the applet's thread -----------------------------------------------------------------------------------

    /// @return the general result
    byte send(Proactive command) {
        hand(new Step.Sent(command));
        try {
            var answer = new Response(toApplet.take());
            response = Optional.of(answer);
            return answer.getGeneralResult();
        } catch (InterruptedException e) {
            throw new Abandoned();
        }
    }

    private void hand(Step step) {
        try {
            toCard.put(step);
        } catch (InterruptedException e) {
            throw new Abandoned();
        }
    }
}
