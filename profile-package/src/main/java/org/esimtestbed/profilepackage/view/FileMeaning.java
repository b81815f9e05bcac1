package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What well-known files hold, in words: one line or several; none for a file nobody explains, or an erased one.
public final class FileMeaning {
    private static final Bytes NO_PLMN = Bytes.hex("FFFFFF");

    private FileMeaning() {}

    public static List<String> of(FileDefinition file, ProfileFiles files) {
        if (file.kind().isDirectory() || file.link().isPresent() || isErased(file.content())) return List.of();
        var application = files.application(file.path()).orElse("");
        var name = files.name(file);
        try {
            return of(name, application, file);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | MalformedTlv e) {
            return List.of("cannot be read as " + name);
        }
    }

    private static boolean isErased(Bytes content) {
        for (int i = 0; i < content.size(); i++) if (content.at(i) != 0xFF) return false;
        return true;
    }

    private static List<String> of(String name, String application, FileDefinition file) {
        var content = file.content();
        return switch (name) {
            case "ef-iccid" -> List.of("ICCID " + Iccid.ofEf(content));
            case "ef-imsi" -> List.of("IMSI " + Imsi.ofEf(content));
            case "ef-dir" -> records(file, FileMeaning::application);
            case "ef-arr" ->
                records(
                        file,
                        record -> AccessRule.of(record)
                                .map(rule -> rule.words(false))
                                .orElse("no rule"));
            case "ef-ust" -> services(ServiceTable.USIM, content);
            case "ef-ist" -> services(ServiceTable.ISIM, content);
            case "ef-pl", "ef-li" -> List.of("languages " + languages(content));
            case "ef-spn" -> application.equals("csim") ? List.of() : List.of("name " + text(content.from(1)));
            case "ef-acc" ->
                List.of("access classes " + (content.unsigned() == 0 ? "none" : bits((int) content.unsigned(), 16)));
            case "ef-ad" -> application.equals("csim") ? List.of() : List.of(administrative(content));
            case "ef-ehplmn", "ef-fplmn" -> plmns(content, 3);
            case "ef-plmnwact", "ef-oplmnwact", "ef-hplmnwact" -> plmns(content, 5);
            case "ef-ecc" -> application.equals("csim") ? List.of() : records(file, FileMeaning::emergency);
            case "ef-hpplmn" -> List.of("search every " + content.at(0) * 6 + " minutes");
            case "ef-impi", "ef-domain" -> List.of(content(0x80, content));
            case "ef-impu" -> records(file, record -> content(0x80, record));
            case "ef-msisdn" -> records(file, FileMeaning::number);
            case "ef-routing-indicator" -> List.of("routing indicator " + digits(content.first(2)));
            case "ef-suci-calc-info", "ef-suci-calc-info-usim" -> List.of(suci(content));
            case "ef-pnn" -> records(file, FileMeaning::networkName);
            default -> List.of();
        };
    }

    private interface OneRecord {
        String read(Bytes record);
    }

    private static List<String> records(FileDefinition file, OneRecord meaning) {
        if (file.recordLength() == 0) return List.of();
        var lines = new ArrayList<String>();
        for (int number = 1; number * file.recordLength() <= file.content().size(); number++) {
            var record = file.record(number);
            if (!isErased(record)) lines.add(number + ": " + meaning.read(record));
        }
        return lines;
    }

    private static String application(Bytes record) {
        var template = Tlv.first(record);
        var aid = template.child(0x4F).value();
        var label =
                template.find(0x50).map(found -> " \"" + found.asText() + '"').orElse("");
        return aid.hex()
                + label
                + AidNames.of(aid).map(name -> " (" + name + ")").orElse("");
    }

    private static List<String> services(ServiceTable table, Bytes content) {
        var numbers = ServiceTable.available(content);
        return numbers.isEmpty()
                ? List.of("no service")
                : numbers.stream().map(table::nameOf).toList();
    }

    private static String languages(Bytes content) {
        var words = new ArrayList<String>();
        for (int at = 0; at + 1 < content.size(); at += 2) {
            var word = content.slice(at, at + 2);
            if (!isErased(word)) words.add(printable(word));
        }
        return String.join(", ", words);
    }

    private static String text(Bytes content) {
        int end = 0;
        while (end < content.size() && content.at(end) != 0xFF) end++;
        return '"' + printable(content.first(end)) + '"';
    }

    private static String printable(Bytes octets) {
        var text = new StringBuilder();
        for (int i = 0; i < octets.size(); i++) {
            int octet = octets.at(i);
            text.append(octet >= 0x20 && octet < 0x7F ? (char) octet : '.');
        }
        return text.toString();
    }

    private static String bits(int value, int count) {
        var names = new ArrayList<String>();
        for (int bit = 0; bit < count; bit++) if ((value >> bit & 1) == 1) names.add(String.valueOf(bit));
        return String.join(", ", names);
    }

    /// EF.AD, 3GPP TS 31.102 §4.2.18.
    private static String administrative(Bytes content) {
        var mode = switch (content.at(0)) {
            case 0x00 -> "normal operation";
            case 0x80 -> "type approval";
            case 0x01 -> "normal operation with specific facilities";
            case 0x81 -> "type approval with specific facilities";
            case 0x02 -> "maintenance";
            case 0x04 -> "cell test";
            default -> "mode %02X".formatted(content.at(0));
        };
        return content.size() > 3 ? mode + ", MNC of " + (content.at(3) & 0xF) + " digits" : mode;
    }

    /// @param step octets of one entry: 3, or 5 with the access technology behind it
    private static List<String> plmns(Bytes content, int step) {
        var lines = new ArrayList<String>();
        for (int at = 0; at + step <= content.size(); at += step) {
            var plmn = content.slice(at, at + 3);
            if (plmn.equals(NO_PLMN)) continue;
            var digits = digits(plmn); // MCC2 MCC1, MNC3 MCC3, MNC2 MNC1 (3GPP TS 24.008 §10.5.1.13)
            var third = digits.substring(3, 4);
            var text = digits.substring(0, 3) + "/" + digits.substring(4, 6) + (third.equals("F") ? "" : third);
            lines.add("PLMN " + text
                    + (step == 5
                            ? " over "
                                    + technologies(
                                            (int) content.slice(at + 3, at + 5).unsigned())
                            : ""));
        }
        return lines;
    }

    /// 3GPP TS 31.102 §4.2.5.
    private static String technologies(int value) {
        var names = new ArrayList<String>();
        if ((value & 0x8000) != 0) names.add("UTRAN");
        if ((value & 0x4000) != 0) names.add("E-UTRAN");
        if ((value & 0x0800) != 0) names.add("NG-RAN");
        if ((value & 0x00C0) != 0) names.add("GSM");
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String digits(Bytes swapped) {
        var text = new StringBuilder();
        var hex = swapped.hex();
        for (int i = 0; i < hex.length(); i += 2) text.append(hex.charAt(i + 1)).append(hex.charAt(i));
        return text.toString();
    }

    private static String emergency(Bytes record) {
        return "emergency " + digits(record.first(3)).replace("F", "");
    }

    private static String number(Bytes record) {
        int at = record.size() - 14; // ADN coding, 3GPP TS 31.102 §4.4.2.3
        int length = record.at(at);
        if (length == 0xFF) return "no number";
        var digits = digits(record.slice(at + 2, at + 1 + length)).replace("F", "");
        return (record.at(at + 1) >> 4 == 0x9 ? "+" : "") + digits;
    }

    private static String content(int tag, Bytes content) {
        var found = Tlv.first(content);
        return found.tag() == tag && !found.value().isEmpty() ? printable(found.value()) : "nothing";
    }

    /// 3GPP TS 31.102 §4.4.11.8.
    private static String suci(Bytes content) {
        var schemes = new ArrayList<String>();
        var list = Tlv.first(content);
        if (list.tag() == 0xA0) {
            for (int at = 0; at + 1 < list.value().size(); at += 2) {
                schemes.add(switch (list.value().at(at)) {
                            case 0 -> "null scheme";
                            case 1 -> "profile A";
                            case 2 -> "profile B";
                            default -> "scheme " + list.value().at(at);
                        }
                        + (list.value().at(at + 1) == 0
                                ? ""
                                : " with key " + list.value().at(at + 1)));
            }
        }
        return schemes.isEmpty() ? "no protection scheme" : "protection by " + String.join(", then ", schemes);
    }

    private static String networkName(Bytes record) {
        var name = Tlv.first(record);
        if (name.tag() != 0x43 || name.value().isEmpty()) return "no name";
        boolean packed = (name.value().at(0) & 0x70) == 0; // GSM 7 bit default alphabet, 3GPP TS 24.008 §10.5.3.5a
        return packed
                ? '"' + unpacked(name.value().from(1), name.value().at(0) & 7) + '"'
                : name.value().hex();
    }

    private static String unpacked(Bytes octets, int spareBits) {
        int count = (octets.size() * 8 - spareBits) / 7;
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int bit = i * 7;
            int pair = octets.at(bit / 8) | (bit / 8 + 1 < octets.size() ? octets.at(bit / 8 + 1) << 8 : 0);
            text.append((char) (pair >> bit % 8 & 0x7F));
        }
        return text.codePoints()
                .mapToObj(each -> each >= 0x20 && each < 0x7F ? Character.toString(each) : ".")
                .collect(Collectors.joining());
    }

    /// The same in one line, as far as that is possible.
    public static String inOneLine(FileDefinition file, ProfileFiles files) {
        var lines = of(file, files);
        if (lines.isEmpty()) return "";
        if (files.name(file).equals("ef-arr")) return lines.size() + " rules";
        if (file.kind() == FileKind.TRANSPARENT && (file.fid() == 0x6F38 || file.fid() == 0x6F07) && lines.size() > 1) {
            return "services " + lines.stream().map(line -> line.split(" ")[0]).collect(Collectors.joining(" "));
        }
        return String.join("; ", lines);
    }
}
