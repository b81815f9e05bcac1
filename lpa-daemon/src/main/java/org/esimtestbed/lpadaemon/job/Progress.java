package org.esimtestbed.lpadaemon.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.esimtestbed.rsp.trace.TraceEvent;

/// Turns what device and card exchange into events: names and sizes, no contents. One thread at a time.
final class Progress {
    private static final int STORE_DATA = 0xE2;
    private static final int STEPS = 1000; // a package of more segments is told of in larger steps

    private final JobLog log;
    private long octets;

    Progress(JobLog log) {
        this.log = log;
    }

    void hears(TraceEvent event) {
        switch (event) {
            case TraceEvent.HttpExchange it ->
                log.add(new JobEvent.Exchanged(
                        it.interfaceName(),
                        it.function(),
                        it.status(),
                        it.request().getBytes(UTF_8).length,
                        it.response().getBytes(UTF_8).length));
            case TraceEvent.Es10Exchange it -> {
                octets = 0; // a command of its own, and no segment
                log.add(new JobEvent.Exchanged(
                        "ES10",
                        it.function(),
                        0,
                        it.request().size(),
                        it.response().size()));
            }
            case TraceEvent.ApduExchange it -> {
                if (it.command().at(1) == STORE_DATA) octets += it.command().at(4);
            }
            case TraceEvent.Step _ -> {}
        }
    }

    void loaded(int loaded, int segments) {
        int step = Math.max(1, segments / STEPS);
        if (loaded % step == 0 || loaded == segments) log.add(new JobEvent.Loaded(loaded, segments, octets));
    }
}
