package org.esimtestbed.lpa.bearer;

import java.util.function.Supplier;

/// Which bearer the device uses now: Wi-Fi as long as it is on, else the modem's. Safe for use by many threads.
public final class Bearers {
    private volatile boolean wifi = true;
    private volatile Supplier<Bearer.Cellular> modem = () -> {
        throw new NoBearer("Wi-Fi is off, and there is no modem");
    };

    /// @throws NoBearer if Wi-Fi is off and the modem has no PDN connection
    public Bearer current() {
        return wifi ? new Bearer.Wifi() : modem.get();
    }

    public void wifi(boolean on) {
        wifi = on;
    }

    /// @param cellular tells the PDN connection of the moment, or throws [NoBearer]
    public void modem(Supplier<Bearer.Cellular> cellular) {
        modem = cellular;
    }
}
