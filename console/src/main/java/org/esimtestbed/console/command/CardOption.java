package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.smartcardio.TerminalFactory;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.PcscChannel;
import org.esimtestbed.lpa.card.RecordedCard;
import org.esimtestbed.lpa.card.Recording;
import org.esimtestbed.lpa.card.ReplayedCard;
import org.esimtestbed.lpa.card.VpcdChannel;
import picocli.CommandLine.Option;

/// Which card the device has, and whether what passes is written down.
final class CardOption {
    static final String PCSC = "pcsc:";
    static final String REPLAY = "replay:";

    @Option(
            names = "--card",
            paramLabel = "CARD",
            description = "HOST:PORT of a card in vpcd framing, pcsc:READER, or replay:FILE (default: what runs)")
    private Optional<String> card = Optional.empty();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "write all APDUs to this file, for --card replay:FILE; PINs and session keys are masked")
    private Optional<Path> recording = Optional.empty();

    /// @throws IllegalArgumentException if the card is named in none of the three ways
    CardChannel open(Endpoints endpoints) {
        var channel = channel(card.orElse(endpoints.card())).get();
        return recording
                .<CardChannel>map(file -> new RecordedCard(channel, file))
                .orElse(channel);
    }

    /// What connects to a card when it is asked for one.
    ///
    /// @throws IllegalArgumentException if the card is named in none of the three ways
    static Supplier<CardChannel> channel(String name) {
        if (name.startsWith(REPLAY)) {
            var recorded = Recording.read(Path.of(name.substring(REPLAY.length())));
            return () -> new ReplayedCard(recorded);
        }
        if (name.startsWith(PCSC)) {
            return () -> PcscChannel.named(TerminalFactory.getDefault().terminals(), name.substring(PCSC.length()));
        }
        int colon = name.lastIndexOf(':');
        if (colon < 1 || !name.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "no card: \"" + name + "\" is not HOST:PORT, pcsc:READER or replay:FILE");
        }
        return () -> new VpcdChannel(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)));
    }
}
