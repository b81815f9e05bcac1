package org.esimtestbed.profilepackage.file;

import java.util.Optional;

/// What a file is (ETSI TS 102 221 §8, file descriptor byte of §11.1.1.4.3).
public enum FileKind {
    MF("MF", 0x78),
    ADF("ADF", 0x78),
    DF("DF", 0x78),
    TRANSPARENT("TR", 0x41),
    LINEAR_FIXED("LF", 0x42),
    CYCLIC("CY", 0x46),
    BER_TLV("BT", 0x79);

    private final String code;
    private final int descriptorByte;

    FileKind(String code, int descriptorByte) {
        this.code = code;
        this.descriptorByte = descriptorByte;
    }

    static FileKind ofCode(String code) {
        for (var kind : values()) if (kind.code.equals(code)) return kind;
        throw new IllegalArgumentException("no kind of file: " + code);
    }

    /// The kind a file descriptor byte names; the shareable bit does not matter. A directory comes out as DF.
    static Optional<FileKind> ofDescriptorByte(int octet) {
        return switch (octet & 0x3F) {
            case 0x38 -> Optional.of(DF);
            case 0x39 -> Optional.of(BER_TLV);
            default ->
                switch (octet & 0x07) {
                    case 1 -> Optional.of(TRANSPARENT);
                    case 2 -> Optional.of(LINEAR_FIXED);
                    case 6 -> Optional.of(CYCLIC);
                    default -> Optional.empty();
                };
        };
    }

    /// The file descriptor byte of a shareable file of this kind.
    public int descriptorByte() {
        return descriptorByte;
    }

    public boolean isDirectory() {
        return this == MF || this == ADF || this == DF;
    }

    public boolean hasRecords() {
        return this == LINEAR_FIXED || this == CYCLIC;
    }
}
