package org.esimtestbed.euicc.runtime;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.MultiSelectable;

/// The thin Java Card face of an [Application]: the runtime has parsed the command already and takes the answer whole.
final class ApplicationApplet extends Applet implements MultiSelectable {
    private final CardRuntime runtime;
    private final Application application;

    ApplicationApplet(CardRuntime runtime, Application application) {
        this.runtime = runtime;
        this.application = application;
    }

    Application application() {
        return application;
    }

    @Override
    public void process(APDU apdu) {
        runtime.answer(application.process(runtime.command()));
    }

    @Override
    public boolean select(boolean appletInstanceAlreadyActive) {
        return true;
    }

    @Override
    public void deselect(boolean appletInstanceStillActive) {
        application.deselected(runtime.command().channel());
    }
}
