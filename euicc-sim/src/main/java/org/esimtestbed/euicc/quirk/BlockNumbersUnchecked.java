package org.esimtestbed.euicc.quirk;

/// The numbers of STORE DATA blocks do not matter.
record BlockNumbersUnchecked() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "block-numbers-unchecked",
            "STORE DATA is taken with any block number in P2, so an LPA that counts on over all segments is not found "
                    + "out; an honest card answers 6A86.",
            "SGP.22 §5.7.2, GlobalPlatform Card Specification §11.11",
            "waigel/euicc-lpa@ca4ea5c",
            new BlockNumbersUnchecked());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public boolean checksBlockNumbers() {
        return false;
    }
}
