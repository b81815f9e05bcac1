package org.esimtestbed.smdpplus.quirk;

import java.util.List;
import java.util.function.Supplier;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.session.Sessions;

/// The script, for those who know HTTP.
public final class WireScript {
    private final Script script;
    private final Callers callers;

    public WireScript(Script script, Sessions sessions, Orders orders) {
        this.script = script;
        this.callers = new Callers(sessions, orders);
    }

    /// What bends the answer to a call. To be asked before the call is answered: a session may end with it.
    ///
    /// @param request looked at only where a quirk could show; may throw where there is none
    public List<WireQuirk> bending(Es9PlusFunction function, Supplier<? extends Es9PlusRequest> request) {
        return script.bending(WireQuirk.class, function, () -> whom(request));
    }

    private Whom whom(Supplier<? extends Es9PlusRequest> request) {
        try {
            return callers.of(request.get());
        } catch (FunctionRefused | MalformedMessage noRequest) { // the honest answer says so
            return Whom.UNKNOWN;
        }
    }
}
