package org.esimtestbed.reports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.es10.Es10Function;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;

/// The conversation with one card, in words: hand it every command with its response, in order.
///
/// It remembers for each logical channel what is selected and which function a STORE DATA chain carries, because a
/// READ BINARY or the third block of a chain mean nothing without. One conversation, one thread.
public final class ApduMeaning {
    private static final int MASK = 0x2A;

    private final Map<Integer, Channel> channels = new HashMap<>();

    /// One exchange, as people read it.
    ///
    /// @param command  `READ BINARY EF.IMSI, offset 0, 9 octets`
    /// @param detail   what the data says, such as the fetched proactive command; empty where nothing is to be said
    /// @param status   the status word; empty where the response is shorter than two octets
    /// @param shownCommand  the command with PINs replaced by 2A
    /// @param shownResponse the response with the results of AUTHENTICATE replaced by 2A
    public record Reading(
            String command, String detail, Optional<StatusWord> status, Bytes shownCommand, Bytes shownResponse) {
        public boolean refused() {
            return status.map(StatusWord::refuses).orElse(true);
        }

        /// `command: detail → 9000 normal ending`
        @Override
        public String toString() {
            return command + (detail.isEmpty() ? "" : ": " + detail) + " → "
                    + status.map(StatusWord::toString).orElse("no status word");
        }
    }

    private static final class Channel {
        private String application = FileNames.MF;
        private String directory = FileNames.MF;
        private String file = "";
        private String function = "";
        private int lastInstruction;
    }

    /// @param command  as sent, 4 octets at least
    /// @param response data and status word
    public Reading read(Bytes command, Bytes response) {
        var status = response.size() < 2
                ? Optional.<StatusWord>empty()
                : Optional.of(new StatusWord((int) response.last(2).unsigned()));
        var data = response.first(Math.max(0, response.size() - 2));
        if (command.size() < 4) return new Reading("no APDU", "", status, command, response);
        var apdu = CommandApdu.of(command);
        var channel = channels.computeIfAbsent(apdu.channel(), _ -> new Channel());
        boolean done = status.isPresent() && !status.get().refuses();
        var words = words(apdu, data, channel, done);
        var detail = detail(apdu, data, channel, done);
        // GET RESPONSE gives what the command before it left behind
        boolean aka = apdu.ins() == 0x88 || apdu.ins() == 0xC0 && channel.lastInstruction == 0x88;
        if (apdu.ins() != 0xC0) channel.lastInstruction = apdu.ins();
        boolean keys = aka || !data.isEmpty() && data.at(0) == 0xDB && apdu.ins() == 0xC0;
        return new Reading(
                words,
                detail,
                status,
                carriesPin(apdu.ins())
                        ? masked(command, apdu.dataAt(), apdu.data().size())
                        : command,
                keys && data.size() > 1 ? masked(response, 1, data.size() - 1) : response);
    }

    private static Bytes masked(Bytes octets, int from, int count) {
        return octets.with(from, Bytes.repeat(MASK, count));
    }

    // VERIFY, CHANGE, DISABLE, ENABLE, UNBLOCK PIN
    private static boolean carriesPin(int ins) {
        return switch (ins) {
            case 0x20, 0x24, 0x26, 0x28, 0x2C -> true;
            default -> false;
        };
    }

    private String words(CommandApdu apdu, Bytes data, Channel channel, boolean done) {
        return switch (apdu.ins()) {
            case 0xA4 -> select(apdu, channel, done);
            case 0xB0 -> "READ BINARY" + at(apdu, channel) + ", " + expected(apdu);
            case 0xD6 ->
                "UPDATE BINARY" + at(apdu, channel) + ", " + octets(apdu.data().size());
            case 0xB2 -> "READ RECORD" + record(apdu, channel);
            case 0xDC -> "UPDATE RECORD" + record(apdu, channel);
            case 0xA2 -> "SEARCH RECORD" + record(apdu, channel);
            case 0x32 -> "INCREASE" + of(channel);
            case 0xF2 -> "STATUS";
            case 0x20 -> "VERIFY " + pin(apdu.p2()) + (apdu.data().isEmpty() ? ", asks for the tries left" : "");
            case 0x24 -> "CHANGE " + pin(apdu.p2());
            case 0x26 -> "DISABLE " + pin(apdu.p2());
            case 0x28 -> "ENABLE " + pin(apdu.p2());
            case 0x2C -> "UNBLOCK " + pin(apdu.p2()) + (apdu.data().isEmpty() ? ", asks for the tries left" : "");
            case 0x44 -> "ACTIVATE FILE" + of(channel);
            case 0x04 -> "DEACTIVATE FILE" + of(channel);
            case 0x88 -> "AUTHENTICATE " + context(apdu.p2());
            case 0x84 -> "GET CHALLENGE";
            case 0x70 -> manageChannel(apdu, data, done);
            case 0xC0 -> "GET RESPONSE, " + expected(apdu);
            case 0xCA -> "GET DATA %02X%02X".formatted(apdu.p1(), apdu.p2());
            case 0xE2 -> storeData(apdu, channel);
            case 0x12 -> "FETCH, " + expected(apdu);
            case 0x14 -> "TERMINAL RESPONSE";
            case 0x10 -> "TERMINAL PROFILE, " + octets(apdu.data().size());
            case 0xC2 -> "ENVELOPE, " + octets(apdu.data().size());
            case 0xAA -> "TERMINAL CAPABILITY";
            case 0xCB -> "RETRIEVE DATA" + of(channel);
            case 0xDB -> "SET DATA" + of(channel);
            default -> "INS %02X, P1 %02X, P2 %02X".formatted(apdu.ins(), apdu.p1(), apdu.p2());
        };
    }

    private static String detail(CommandApdu apdu, Bytes data, Channel channel, boolean done) {
        return switch (apdu.ins()) {
            case 0x12 -> done && !data.isEmpty() ? ProactiveCommand.fetched(data) : "";
            case 0x14 -> ProactiveCommand.answered(apdu.data());
            case 0x88 -> outcome(data);
            case 0xB0 -> done ? content(channel.file, data) : "";
            case 0xC0 -> channel.lastInstruction == 0x88 ? outcome(data) : "";
            default -> "";
        };
    }

    private static String content(String file, Bytes data) {
        try {
            return switch (file) {
                case "EF.ICCID" -> "ICCID " + Iccid.ofEf(data).digits();
                case "EF.IMSI" -> "IMSI " + Imsi.ofEf(data).digits();
                default -> "";
            };
        } catch (IllegalArgumentException odd) { // a trace shows odd data too
            return String.valueOf(odd.getMessage());
        }
    }

    // the first octet says how it went; what follows are keys (3GPP TS 31.102 §7.1.2.1)
    private static String outcome(Bytes data) {
        return switch (data.isEmpty() ? -1 : data.at(0)) {
            case 0xDB -> "success, RES and keys masked";
            case 0xDC -> "synchronisation failure, AUTS masked";
            default -> "";
        };
    }

    private static String select(CommandApdu apdu, Channel channel, boolean done) {
        var data = apdu.data();
        return switch (apdu.p1()) {
            case 0x04 -> {
                var name = FileNames.application(data);
                if (done) enter(channel, name, name);
                yield "SELECT " + name + " by AID";
            }
            case 0x08 -> path(data, FileNames.MF, channel, done) + " by path";
            case 0x09 -> path(data, channel.application, channel, done) + " by path from " + channel.application;
            case 0x03 -> "SELECT the parent directory";
            default -> path(data.isEmpty() ? Bytes.hex("3F00") : data, channel.directory, channel, done);
        };
    }

    private static void enter(Channel channel, String application, String directory) {
        channel.application = application;
        channel.directory = directory;
        channel.file = "";
        channel.function = "";
    }

    private static String path(Bytes path, String from, Channel channel, boolean done) {
        var directory = from;
        var name = from;
        var ending = "";
        for (int at = 0; at + 2 <= path.size(); at += 2) {
            if (at > 0 && FileNames.isDirectory(name)) directory = name;
            var fid = path.slice(at, at + 2).hex();
            name = fid.equals("7FFF") ? channel.application : FileNames.name(directory, fid);
            ending = fid;
        }
        if (done && FileNames.isDirectory(name)) {
            enter(channel, name.startsWith("ADF") ? name : channel.application, name);
        } else if (done) {
            channel.directory = directory;
            channel.file = name;
        }
        return "SELECT " + name + (name.equals(ending) ? "" : " (" + ending + ")");
    }

    private static String of(Channel channel) {
        return channel.file.isEmpty() ? "" : " " + channel.file;
    }

    // bit 8 of P1 says that P1 names the file by its SFI (ETSI TS 102 221 §11.1.3.2)
    private static String at(CommandApdu apdu, Channel channel) {
        return (apdu.p1() & 0x80) != 0
                ? " of SFI %02X, offset %d".formatted(apdu.p1() & 0x1F, apdu.p2())
                : of(channel) + ", offset " + (apdu.p1() << 8 | apdu.p2());
    }

    private static String record(CommandApdu apdu, Channel channel) {
        int sfi = apdu.p2() >> 3;
        var file = sfi == 0 ? of(channel) : " of SFI %02X".formatted(sfi);
        return file
                + switch (apdu.p2() & 0x07) {
                    case 0x02 -> ", next";
                    case 0x03 -> ", previous";
                    default -> ", record " + apdu.p1();
                };
    }

    // ETSI TS 102 221 §9.5.1, table 9.3
    private static String pin(int reference) {
        if (reference >= 0x01 && reference <= 0x08)
            return "PIN" + (reference == 1 ? "" : " (application " + reference + ")");
        if (reference >= 0x81 && reference <= 0x88) return "PIN2 (application " + (reference - 0x80) + ")";
        if (reference >= 0x0A && reference <= 0x0E) return "ADM" + (reference - 0x09);
        return reference == 0x11 ? "universal PIN" : "key reference %02X".formatted(reference);
    }

    // 3GPP TS 31.102 §7.1.2, coding of P2
    private static String context(int p2) {
        return switch (p2) {
            case 0x80 -> "GSM context";
            case 0x81 -> "3G context";
            case 0x82 -> "VGCS/VBS context";
            case 0x84 -> "GBA context";
            case 0x85 -> "MBMS context";
            case 0x86 -> "local key establishment";
            default -> "P2 %02X".formatted(p2);
        };
    }

    private String manageChannel(CommandApdu apdu, Bytes data, boolean done) {
        if (apdu.p1() != 0x80) {
            if (!done) return "MANAGE CHANNEL open";
            int opened = apdu.p2() != 0 ? apdu.p2() : data.isEmpty() ? 0 : data.at(0);
            channels.put(opened, new Channel());
            return "MANAGE CHANNEL open, channel " + opened;
        }
        if (done) channels.remove(apdu.p2());
        return "MANAGE CHANNEL close, channel " + apdu.p2();
    }

    // SGP.22 §5.7.2: P1 91 ends a chain, P2 counts its blocks from 0
    private static String storeData(CommandApdu apdu, Channel channel) {
        if (apdu.p2() == 0) channel.function = function(apdu.data(), channel.function);
        var function = channel.function.isEmpty() ? "" : " of " + channel.function;
        return "STORE DATA block " + apdu.p2() + function + ((apdu.p1() & 0x80) != 0 ? ", last" : "");
    }

    // The parts of a Bound Profile Package come in chains of their own (SGP.22 §2.5.5), known by their tags.
    private static String function(Bytes data, String before) {
        var loading = "LoadBoundProfilePackage";
        int first = data.isEmpty() ? -1 : data.at(0);
        if (before.startsWith(loading)) {
            switch (first) {
                case 0xA0 -> {
                    return loading + " (ConfigureISDP)";
                }
                case 0xA1 -> {
                    return loading + " (sequenceOf88 begins)";
                }
                case 0x88 -> {
                    return loading + " (StoreMetadata)";
                }
                case 0xA2 -> {
                    return loading + " (ReplaceSessionKeys)";
                }
                case 0xA3 -> {
                    return loading + " (sequenceOf86 begins)";
                }
                case 0x86 -> {
                    return loading + " (profile elements)";
                }
                default -> {} // another function of ES10
            }
        }
        if (data.size() < 2) return first < 0 ? "" : "%02X".formatted(first);
        int tag = (int) data.first(2).unsigned();
        if (tag == 0xBF36) return loading + " (InitialiseSecureChannel)";
        return Es10Function.ofTag(tag)
                .map(Es10Function::name)
                .orElseGet(() -> Integer.toHexString(tag).toUpperCase(Locale.ROOT));
    }

    private static String expected(CommandApdu apdu) {
        return apdu.le() < 0 ? "no Le" : octets(apdu.le());
    }

    private static String octets(int count) {
        return count == 1 ? "1 octet" : count + " octets";
    }
}
