package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.runtime.Command;

/// SELECT by AID is always answered the one way or the other, whatever the terminal expects.
record SelectResponse(Way way) implements Quirk.Constant {
    enum Way {
        /// 61xx, and the data by GET RESPONSE.
        GET_RESPONSE,
        /// Data and 9000 at once.
        DIRECT
    }

    static final QuirkKind KIND = QuirkKind.with(
            "select-response",
            "SELECT by AID is answered with 61xx even where Le asks for the data, or with the data even where there is "
                    + "no Le. Both happen; some LPAs handle one.",
            "ISO/IEC 7816-4 §5.3.4",
            "waigel/euicc-rsp@5eef826",
            "get-response or direct; get-response where left out",
            new SelectResponse(Way.GET_RESPONSE),
            node -> new SelectResponse(Words.of(node, Way.class)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Command received(Command command) {
        if (!command.isSelectByAid()) return command;
        return command.expecting(way == Way.GET_RESPONSE ? 0 : 256);
    }
}
