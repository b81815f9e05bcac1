package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.CANCEL_SESSION;
import static org.esimtestbed.rsp.asn1.Es9PlusFunction.HANDLE_NOTIFICATION;

import java.util.Set;

/// What becomes of an order when the eUICC has told how it ended (SGP.22 §3.1.3.3, §3.5).
sealed interface SettlementQuirk extends MessageQuirk {

    record ForgetNotifications() implements SettlementQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "forget-notifications",
                "Notifications are acknowledged and forgotten: the LPA drops its copy, the order never learns.",
                "SGP.22 §3.5, §5.6.4",
                "waigel/euicc-smdp@9b8cdb8",
                Set.of(HANDLE_NOTIFICATION),
                new ForgetNotifications());
    }

    record StrandedOrders() implements SettlementQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "stranded-orders",
                "An attempt that fails ends the order, also where another could succeed: whoever comes again gets"
                        + " 8.2.6/3.8.",
                "SGP.22 §3.1.3.3 leaves it to the server",
                "waigel/euicc-smdp@02eb926; estkme-group/lpac#101",
                Set.of(CANCEL_SESSION, HANDLE_NOTIFICATION),
                new StrandedOrders());
    }
}
