package org.esimtestbed.smdpplus.order;

/// SGP.22 §3.1.6 draws no such arrow.
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalTransition(OrderState state, OrderEvent event) {
        super("an order that is " + state.title() + " does not take " + event);
    }
}
