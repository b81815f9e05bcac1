package org.esimtestbed.lpa.quirk;

import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.rsp.tlv.Bytes;

/// What is wrong with an APDU, whatever function it carries (ETSI TS 102 221, GlobalPlatform §11.11).
public sealed interface CardQuirk extends LpaQuirk {
    int STORE_DATA = 0xE2;
    int MANAGE_CHANNEL = 0x70;
    Bytes DONE = Bytes.hex("9000");

    Bytes transmit(Bytes command, CardChannel honest);

    /// Counts over all commands of the card's life.
    final class RunningBlockNumber implements CardQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "running-block-number",
                "The number of a STORE DATA block goes on from command to command.",
                "SGP.22 §2.5.5, §5.7.2; GlobalPlatform §11.11",
                "waigel/euicc-lpa@ca4ea5c",
                "eUICC: 6A86",
                RunningBlockNumber::new);

        private int next;

        @Override
        public Bytes transmit(Bytes command, CardChannel honest) {
            return command.at(1) == STORE_DATA
                    ? honest.transmit(command.with(3, Bytes.of(next++ & 0xFF)))
                    : honest.transmit(command);
        }
    }

    record ChannelLeaked() implements CardQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "channel-leaked",
                "Logical channels are not closed.",
                "ETSI TS 102 221 §11.1.17",
                "MengMengCode/VoCat:internal/device/esim.go; estkme-group/openeuicc@938e298; estkme-group/lpac#221",
                "eUICC: 6A81 to MANAGE CHANNEL once all are open",
                ChannelLeaked::new);

        @Override
        public Bytes transmit(Bytes command, CardChannel honest) {
            return command.at(1) == MANAGE_CHANNEL && command.at(2) == 0x80 ? DONE : honest.transmit(command);
        }
    }

    record NoTerminalCapability() implements CardQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "no-terminal-capability",
                "The device does not announce that it has an LPA.",
                "SGP.22 §5.7.1; ETSI TS 102 221 §11.1.19",
                "damonto/euicc-go@de1f2a0; estkme-group/openeuicc@3662f93; osmocom/pysim@1290273",
                "a card that insists on it shows no ISD-R: 6A82",
                NoTerminalCapability::new);

        @Override
        public Bytes transmit(Bytes command, CardChannel honest) {
            return command.at(0) == 0x80 && command.at(1) == 0xAA ? DONE : honest.transmit(command);
        }
    }

    record ChannelCoding() implements CardQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "channel-coding",
                "Channels from 4 on are coded in two bits of the class byte, as channels 0 to 3 are.",
                "ETSI TS 102 221 §10.1.1",
                "damonto/euicc-go@c86a619; estkme-group/lpac#297",
                "eUICC: 6881, no such channel is open",
                ChannelCoding::new);

        @Override
        public Bytes transmit(Bytes command, CardChannel honest) {
            int cla = command.at(0);
            if ((cla & 0x40) == 0) return honest.transmit(command);
            int channel = 4 + (cla & 0x0F);
            return honest.transmit(command.with(0, Bytes.of(cla & 0xB0 | channel & 3)));
        }
    }

    /// For a card whose next free channel is the one just closed, as it is where one LPA uses one channel.
    record ChannelEachSegment() implements CardQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "channel-each-segment",
                "The ISD-R is selected anew before each segment of a package.",
                "SGP.22 §5.7.1, §5.7.6",
                "MineSunshineone/sms_forwarding#29",
                "goes on loading; a card that forgets the session with its channel answers 6985",
                ChannelEachSegment::new);

        @Override
        public Bytes transmit(Bytes command, CardChannel honest) {
            if (command.at(1) == STORE_DATA && command.at(3) == 0 && command.size() > 5 && isSegment(command.at(5))) {
                int channel = command.at(0) & 0x03;
                honest.transmit(Bytes.of(0x00, MANAGE_CHANNEL, 0x80, channel));
                honest.transmit(Bytes.of(0x00, MANAGE_CHANNEL, 0x00, 0x00, 0x01));
                honest.transmit(Bytes.of(channel).plus(Bytes.hex("A4040010A0000005591010FFFFFFFF8900000100")));
            }
            return honest.transmit(command);
        }

        private static boolean isSegment(int tag) {
            return tag >= 0x86 && tag <= 0x88 || tag >= 0xA0 && tag <= 0xA3;
        }
    }
}
