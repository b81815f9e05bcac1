package org.esimtestbed.profilepackage.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// What AIDs stand for, by how they begin (ETSI TS 101 220 Annex E and L, GlobalPlatform).
final class AidNames {
    private static final Map<Bytes, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(Bytes.hex("A0000000871002"), "USIM");
        NAMES.put(Bytes.hex("A0000000871004"), "ISIM");
        NAMES.put(Bytes.hex("A0000003431002"), "CSIM");
        NAMES.put(Bytes.hex("A000000087"), "3GPP");
        NAMES.put(Bytes.hex("A0000005591010"), "GSMA RSP");
        NAMES.put(Bytes.hex("A000000559"), "GSMA");
        NAMES.put(Bytes.hex("A000000151535041"), "security domain class");
        NAMES.put(Bytes.hex("A0000001515350"), "security domain package");
        NAMES.put(Bytes.hex("A000000151"), "GlobalPlatform");
        NAMES.put(Bytes.hex("A000000009"), "ETSI");
    }

    private AidNames() {}

    static Optional<String> of(Bytes aid) {
        return NAMES.entrySet().stream()
                .filter(known -> aid.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
