package org.esimtestbed.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Something that is no message of a protocol.
record StepView(TraceEvent.Step step) implements View {
    @Override
    public Instant at() {
        return step.at();
    }

    @Override
    public Duration took() {
        return step.took();
    }

    @Override
    public String from() {
        return step.from();
    }

    @Override
    public String to() {
        return step.to();
    }

    @Override
    public String what() {
        return step.what();
    }

    @Override
    public String where() {
        return "";
    }

    // An attach has one good end; what else its detail says is the cause the network gave.
    @Override
    public Optional<String> refusal() {
        return step.what().equals("Attach") && !step.detail().startsWith("attached")
                ? Optional.of(step.detail())
                : Optional.empty();
    }

    @Override
    public Lifelines.Look look() {
        return Lifelines.Look.STEP;
    }

    @Override
    public String remark() {
        return refusal().isPresent() ? "" : step.detail();
    }

    @Override
    public void body(Page page) throws IOException {
        page.element("p", step.detail());
    }
}
