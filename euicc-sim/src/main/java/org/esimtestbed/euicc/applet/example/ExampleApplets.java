package org.esimtestbed.euicc.applet.example;

import java.util.List;
import org.esimtestbed.euicc.applet.AppletProvider;
import org.esimtestbed.rsp.id.Aid;

/// The example package, AID F045534D544201.
public final class ExampleApplets implements AppletProvider {
    public static final Aid PACKAGE = Aid.of("F045534D544201");
    public static final Aid MENU = Aid.of("F045534D54420101");
    public static final Aid COUNTER = Aid.of("F045534D54420102");

    @Override
    public Aid packageAid() {
        return PACKAGE;
    }

    @Override
    public List<Module> modules() {
        return List.of(new Module(MENU, MenuApplet.class), new Module(COUNTER, CounterApplet.class));
    }
}
