package org.esimtestbed.euicc.runtime.toolkit;

import org.esimtestbed.rsp.tlv.Tlv;

/// What the card tells the framework of.
public interface ToolkitEvents {
    /// TERMINAL PROFILE has come.
    ///
    /// @param offersMenu whether the terminal can show a menu
    void terminalReady(boolean offersMenu);

    /// @return whether an applet waits for it
    boolean envelope(Tlv envelope);
}
