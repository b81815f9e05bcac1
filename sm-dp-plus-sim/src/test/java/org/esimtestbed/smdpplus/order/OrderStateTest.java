package org.esimtestbed.smdpplus.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smdpplus.order.OrderEvent.BIND;
import static org.esimtestbed.smdpplus.order.OrderEvent.CANCEL_TO_AVAILABLE;
import static org.esimtestbed.smdpplus.order.OrderEvent.CANCEL_TO_UNAVAILABLE;
import static org.esimtestbed.smdpplus.order.OrderEvent.CONFIRM_ORDER;
import static org.esimtestbed.smdpplus.order.OrderEvent.END_USER_REJECTED;
import static org.esimtestbed.smdpplus.order.OrderEvent.EXPIRE;
import static org.esimtestbed.smdpplus.order.OrderEvent.INSTALLATION_FAILED;
import static org.esimtestbed.smdpplus.order.OrderEvent.INSTALLATION_INTERRUPTED;
import static org.esimtestbed.smdpplus.order.OrderEvent.INSTALLATION_SUCCEEDED;
import static org.esimtestbed.smdpplus.order.OrderEvent.RELEASE_PROFILE;
import static org.esimtestbed.smdpplus.order.OrderEvent.RESERVE;
import static org.esimtestbed.smdpplus.order.OrderEvent.RESERVE_FOR_EUICC;
import static org.esimtestbed.smdpplus.order.OrderEvent.RETRIES_EXCEEDED;
import static org.esimtestbed.smdpplus.order.OrderState.ALLOCATED;
import static org.esimtestbed.smdpplus.order.OrderState.AVAILABLE;
import static org.esimtestbed.smdpplus.order.OrderState.CONFIRMED;
import static org.esimtestbed.smdpplus.order.OrderState.DOWNLOADED;
import static org.esimtestbed.smdpplus.order.OrderState.ERROR;
import static org.esimtestbed.smdpplus.order.OrderState.INSTALLED;
import static org.esimtestbed.smdpplus.order.OrderState.LINKED;
import static org.esimtestbed.smdpplus.order.OrderState.RELEASED;
import static org.esimtestbed.smdpplus.order.OrderState.UNAVAILABLE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The figure of SGP.22 §3.1.6, arrow by arrow.
class OrderStateTest {
    record Arrow(OrderState from, OrderEvent event, OrderState to) {}

    // StockRows takes an order out of the stock at these two states
    @Test
    void onlyReservedOrdersFollowOnTheStock() {
        for (var event : OrderEvent.values()) {
            if (AVAILABLE.takes(event)) assertThat(AVAILABLE.after(event)).isIn(ALLOCATED, LINKED);
        }
    }

    static final List<Arrow> FIGURE = List.of(
            new Arrow(ALLOCATED, CONFIRM_ORDER, CONFIRMED),
            new Arrow(LINKED, CONFIRM_ORDER, CONFIRMED),
            new Arrow(CONFIRMED, RELEASE_PROFILE, RELEASED),
            new Arrow(RELEASED, BIND, DOWNLOADED),
            new Arrow(DOWNLOADED, BIND, DOWNLOADED),
            new Arrow(DOWNLOADED, INSTALLATION_SUCCEEDED, INSTALLED),
            new Arrow(DOWNLOADED, INSTALLATION_FAILED, ERROR),
            new Arrow(DOWNLOADED, INSTALLATION_INTERRUPTED, RELEASED),
            new Arrow(RELEASED, INSTALLATION_INTERRUPTED, RELEASED),
            new Arrow(RELEASED, END_USER_REJECTED, ERROR),
            new Arrow(DOWNLOADED, END_USER_REJECTED, ERROR),
            new Arrow(RELEASED, RETRIES_EXCEEDED, ERROR),
            new Arrow(DOWNLOADED, RETRIES_EXCEEDED, ERROR),
            new Arrow(RELEASED, INSTALLATION_FAILED, ERROR),
            new Arrow(RELEASED, INSTALLATION_SUCCEEDED, INSTALLED),
            new Arrow(ERROR, INSTALLATION_SUCCEEDED, INSTALLED),
            new Arrow(AVAILABLE, RESERVE, ALLOCATED),
            new Arrow(AVAILABLE, RESERVE_FOR_EUICC, LINKED),
            new Arrow(ALLOCATED, EXPIRE, ERROR),
            new Arrow(LINKED, EXPIRE, ERROR),
            new Arrow(CONFIRMED, EXPIRE, ERROR),
            new Arrow(RELEASED, EXPIRE, ERROR),
            new Arrow(DOWNLOADED, EXPIRE, ERROR),
            new Arrow(ALLOCATED, CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(LINKED, CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(CONFIRMED, CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(RELEASED, CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(ERROR, CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(ALLOCATED, CANCEL_TO_UNAVAILABLE, UNAVAILABLE),
            new Arrow(LINKED, CANCEL_TO_UNAVAILABLE, UNAVAILABLE),
            new Arrow(CONFIRMED, CANCEL_TO_UNAVAILABLE, UNAVAILABLE),
            new Arrow(RELEASED, CANCEL_TO_UNAVAILABLE, UNAVAILABLE),
            new Arrow(ERROR, CANCEL_TO_UNAVAILABLE, UNAVAILABLE));

    static List<Arrow> figure() {
        return FIGURE;
    }

    record Pair(OrderState from, OrderEvent event) {}

    static Stream<Pair> everyOtherPair() {
        return Stream.of(OrderState.values())
                .flatMap(from -> Stream.of(OrderEvent.values()).map(event -> new Pair(from, event)))
                .filter(pair -> FIGURE.stream()
                        .noneMatch(arrow -> arrow.from() == pair.from() && arrow.event() == pair.event()));
    }

    @ParameterizedTest
    @MethodSource("figure")
    void followsEveryArrow(Arrow arrow) {
        assertThat(arrow.from().after(arrow.event())).isEqualTo(arrow.to());
    }

    @ParameterizedTest
    @MethodSource("everyOtherPair")
    void refusesWhatTheFigureDoesNotDraw(Pair pair) {
        assertThatThrownBy(() -> pair.from().after(pair.event()))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining(pair.from().title())
                .hasMessageContaining(pair.event().name());
    }
}
