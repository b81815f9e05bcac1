package org.esimtestbed.euicc.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javacard.framework.AID;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;

/// The channels that are open, and MANAGE CHANNEL (ETSI TS 102 221 §11.1.17).
final class LogicalChannels {
    private static final int COUNT = 20;
    private static final int OPEN = 0x00;
    private static final int CLOSE = 0x80;

    private final @Nullable Channel[] channels = new @Nullable Channel[COUNT];
    private final Channels numbers;
    private final Platform platform;
    private final Function<Aid, Channel> onPlatform;
    private final Aid platformAid;

    /// @param numbers     which may be opened
    /// @param onPlatform  a channel at the platform, as selected by an AID of it
    /// @param platformAid what a channel that comes from elsewhere begins with
    LogicalChannels(Channels numbers, Platform platform, Function<Aid, Channel> onPlatform, Aid platformAid) {
        this.numbers = numbers;
        this.platform = platform;
        this.onPlatform = onPlatform;
        this.platformAid = platformAid;
    }

    /// Closes all but the basic channel, which begins anew.
    void reset() {
        Arrays.fill(channels, null);
        channels[0] = onPlatform.apply(platformAid);
    }

    /// @throws CommandRefused with 6881 if it is not open
    Channel open(int number) {
        var channel = channels[number];
        if (channel == null) throw new CommandRefused(StatusWord.CHANNEL_NOT_SUPPORTED);
        return channel;
    }

    /// The open ones on which that applet is selected.
    List<Channel> with(AID applet) {
        var found = new ArrayList<Channel>();
        for (var channel : channels) {
            if (channel != null && channel.applet().equals(applet)) found.add(channel);
        }
        return found;
    }

    Answer manage(Command command) {
        return switch (command.p1()) {
            case OPEN -> open(command);
            case CLOSE -> close(command);
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
    }

    /// From the basic channel, or from an application, the new one begins with the MF; from another one of the platform
    /// with that one's directory.
    private Answer open(Command command) {
        if (command.p2() >= COUNT) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        if (numbers.last() < numbers.first()) throw new CommandRefused(StatusWord.CHANNEL_NOT_SUPPORTED);
        int number = command.p2();
        if (number == 0) {
            number = numbers.first();
            while (numbers.has(number) && channels[number] != null) number++;
        }
        if (!numbers.has(number) || channels[number] != null) {
            throw new CommandRefused(StatusWord.FUNCTION_NOT_SUPPORTED);
        }
        var from = open(command.channel());
        boolean inherits = command.channel() != 0 && isOnPlatform(from);
        channels[number] = onPlatform.apply(inherits ? from.selectedBy() : platformAid);
        platform.opened(number, command.channel());
        return command.p2() == 0 ? Answer.of(Bytes.of(number)) : Answer.OK;
    }

    private boolean isOnPlatform(Channel channel) {
        return channel.instance() instanceof ApplicationApplet ours
                && ours.application().equals(platform);
    }

    private Answer close(Command command) {
        int number = command.p2() == 0 ? command.channel() : command.p2();
        if (number == 0) throw new CommandRefused(StatusWord.FUNCTION_NOT_SUPPORTED);
        if (number >= COUNT) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var channel = channels[number];
        if (channel == null) return Answer.of(StatusWord.ALREADY_CLOSED);
        channel.leave(number);
        channels[number] = null;
        return Answer.OK;
    }
}
