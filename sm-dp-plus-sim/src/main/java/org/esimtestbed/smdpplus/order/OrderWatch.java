package org.esimtestbed.smdpplus.order;

/// Hears of each order that is made or changed, in the transaction that does so.
public interface OrderWatch {
    /// Where nobody needs to hear.
    OrderWatch NONE = _ -> {};

    /// @param order as it is from now on
    void changed(ProfileOrder order);
}
