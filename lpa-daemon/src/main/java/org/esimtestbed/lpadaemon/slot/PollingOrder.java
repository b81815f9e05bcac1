package org.esimtestbed.lpadaemon.slot;

import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// That a card's SM-DS is to be asked at an interval, kept in the device's memory until somebody switches it off.
///
/// @param every 1 to 2592000 seconds
/// @param said  to each Profile; a Confirmation Code is not written down: a later life of the daemon asks for it
public record PollingOrder(Duration every, Answers said) {
    public static final int LONGEST = 30 * 24 * 3600;
    private static final String NAME = "polling.json";

    private record Page(String card, long every, Optional<EndUser.Answer> consent, boolean acceptRules) {}

    /// @throws IllegalArgumentException if it is not as often as that
    public PollingOrder {
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.toSeconds() > LONGEST) {
            throw new IllegalArgumentException("every is 1 to " + LONGEST + " seconds, not " + every.toSeconds());
        }
    }

    /// The order of an earlier life of the daemon, if it was not taken back.
    ///
    /// @param card where it is now; what was said of one card is not said of another
    /// @throws IllegalArgumentException if what the memory holds is none, or one for another card
    static Optional<PollingOrder> kept(DeviceMemory memory, String card) {
        return memory.read(NAME).map(content -> read(content, card));
    }

    private static PollingOrder read(Bytes content, String card) {
        try {
            var page = RspJson.mapper().readValue(content.toArray(), Page.class);
            if (!card.equals(page.card())) {
                throw new IllegalArgumentException("it was asked of the card at " + page.card() + ", not at " + card);
            }
            var said = new Answers(page.consent(), page.acceptRules(), Optional.empty());
            return new PollingOrder(Duration.ofSeconds(page.every()), said);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no order to poll: " + RspJson.complaint(e), e);
        }
    }

    void keep(DeviceMemory memory, String card) {
        var page = new Page(card, every.toSeconds(), said.consent(), said.acceptRules());
        memory.write(NAME, Bytes.wrap(RspJson.mapper().writeValueAsBytes(page)));
    }

    static void forget(DeviceMemory memory) {
        memory.forget(NAME);
    }
}
