package org.esimtestbed.lpadaemon.web;

import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.slot.CardPolling;
import org.esimtestbed.lpadaemon.slot.PollingOrder;
import org.esimtestbed.lpadaemon.slot.Slot;
import org.esimtestbed.lpadaemon.slot.Slots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins polling: when somebody asks for it, and when the daemon starts where an earlier life was at it.
record Polls(Slots slots, Jobs jobs, DaemonSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

    CardPolling begin(Slot slot, PollingOrder order) {
        return slot.poll(
                order,
                work -> jobs.made(Job.Kind.POLL, work, order.said()),
                settings.clock(),
                settings.crypto().random());
    }

    /// One card's damaged memory keeps no other from being asked.
    void resume() {
        for (var slot : slots.all()) {
            try {
                slot.resumePolling(order -> begin(slot, order));
            } catch (RuntimeException unreadable) {
                LOG.warn("polling of card {} stays off: {}", slot.name(), unreadable.getMessage());
            }
        }
    }
}
