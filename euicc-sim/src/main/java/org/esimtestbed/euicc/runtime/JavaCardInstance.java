package org.esimtestbed.euicc.runtime;

import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// An instance of a Java Card applet that is to run. Two instances are the same only if they are one object, so that
/// an applet keeps its fields while its Profile is disabled, and two Profiles with the same applet do not share them.
public final class JavaCardInstance {
    private final Aid aid;
    private final Class<?> type;
    private final Bytes parameters;

    /// @param type       an applet with the static method `install(byte[], short, byte)`
    /// @param parameters what `install` gets, at most 127 octets
    public JavaCardInstance(Aid aid, Class<?> type, Bytes parameters) {
        this.aid = aid;
        this.type = type;
        this.parameters = parameters;
    }

    public Aid aid() {
        return aid;
    }

    Class<?> type() {
        return type;
    }

    Bytes parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " " + aid; // the parameters may hold keys
    }
}
