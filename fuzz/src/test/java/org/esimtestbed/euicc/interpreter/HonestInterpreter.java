package org.esimtestbed.euicc.interpreter;

import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.install.ProfileInterpreter;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.rsp.id.Iccid;

/// The interpreter of a card without quirks, without the card.
public final class HonestInterpreter {
    private HonestInterpreter() {}

    /// @param freeMemory octets
    public static ProfileInterpreter of(long freeMemory, Iccid iccid) {
        return new Interpreter(
                Misbehaviour.NONE,
                EuiccSettings.standard().uiccCapability(),
                AppletRegistry.onClassPath(),
                freeMemory,
                iccid);
    }
}
