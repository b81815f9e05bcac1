package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// What a field of an element says, where its octets do not speak for themselves.
final class FieldMeaning {
    private FieldMeaning() {}

    static Optional<String> of(String field, Value value) {
        return Optional.of(
                        switch (value) {
                            case Value.Numeral number -> number(field, (int) number.number());
                            case Value.Octets octets when !octets.secret() -> octets(field, octets.octets());
                            case Value.ObjectIdentifier oid ->
                                Template.of(oid.oid()).map(Template::element).orElse("");
                            default -> "";
                        })
                .filter(text -> !text.isEmpty());
    }

    private static String number(String field, int number) {
        return switch (field) {
            case "keyReference" -> KeyReference.name(number);
            case "unblockingPINReference" -> "PUK %02X".formatted(number);
            case "pinAttributes" -> attributes(number);
            case "maxNumOfAttemps-retryNumLeft" -> (number & 0xF) + " of " + (number >> 4 & 0xF) + " tries left";
            case "algorithmID" ->
                Algorithm.of(number)
                        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("unknown");
            default -> "";
        };
    }

    /// TCA eUICC Profile Package 3.3.1, Annex A, PINConfiguration.
    private static String attributes(int bits) {
        return ((bits & 1) != 0 ? "enabled" : "disabled")
                + ((bits & 2) != 0 ? ", may be changed" : "")
                + ((bits & 4) != 0 ? ", may be disabled" : "");
    }

    private static String octets(String field, Bytes octets) {
        if (octets.isEmpty()) return field.equals("shortEFID") ? "none" : "";
        return switch (field) {
            case "fileDescriptor" -> descriptor(octets);
            case "securityAttributesReferenced" ->
                octets.size() == 3
                        ? "record " + octets.at(2) + " of EF.ARR "
                                + octets.first(2).hex()
                        : octets.size() == 1 ? "record " + octets.at(0) : "";
            case "efFileSize", "maximumFileSize" -> octets.size() <= 4 ? octets.unsigned() + " octets" : "";
            case "shortEFID" -> octets.at(0) >> 3 == 0 ? "none" : "SFI %02X".formatted(octets.at(0) >> 3);
            case "pinStatusTemplateDO" -> pins(octets);
            case "lcsi" -> lifeCycle(octets.at(0));
            case "specialFileInformation" -> octets.at(0) >= 0x80 ? "high update" : "low update";
            case "filePath", "linkPath" -> octets.size() % 2 == 0 ? path(octets) : "";
            case "keyType" -> octets.at(0) == 0x88 ? "AES" : octets.at(0) >= 0x80 && octets.at(0) <= 0x84 ? "DES" : "";
            case "lifeCycleState" -> octets.at(0) == 0x0F ? "personalized" : octets.at(0) == 0x07 ? "selectable" : "";
            case "dfName",
                    "instanceAID",
                    "classAID",
                    "applicationLoadPackageAID",
                    "adfAID",
                    "mappingSource",
                    "loadPackageAID",
                    "securityDomainAID" -> AidNames.of(octets).orElse("");
            default -> "";
        };
    }

    private static String descriptor(Bytes octets) {
        var kind = switch (octets.at(0) & 0x3F) {
            case 0x01 -> "transparent";
            case 0x02 -> "linear fixed";
            case 0x06 -> "cyclic";
            case 0x38 -> "directory";
            case 0x39 -> "BER-TLV";
            default -> "?";
        };
        return octets.size() == 4 ? kind + ", records of " + octets.from(2).unsigned() : kind;
    }

    private static String pins(Bytes references) {
        var names = new ArrayList<String>();
        for (int i = 0; i < references.size(); i++) names.add(KeyReference.name(references.at(i)));
        return String.join(", ", names);
    }

    /// ETSI TS 102 221 §11.1.1.4.9.
    private static String lifeCycle(int octet) {
        return switch (octet & 0x0D) {
            case 0x05 -> "activated";
            case 0x04 -> "deactivated";
            case 0x0C, 0x0D -> "terminated";
            default -> octet == 1 ? "creation" : octet == 3 ? "initialisation" : "";
        };
    }

    private static String path(Bytes octets) {
        var fids = new ArrayList<String>(List.of());
        for (int i = 0; i < octets.size(); i += 2)
            fids.add(octets.slice(i, i + 2).hex());
        return String.join("/", fids);
    }
}
