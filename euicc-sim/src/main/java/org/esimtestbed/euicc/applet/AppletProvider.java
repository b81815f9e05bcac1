package org.esimtestbed.euicc.applet;

import java.util.List;
import javacard.framework.Applet;
import org.esimtestbed.rsp.id.Aid;

/// A Java Card package on the class path, found by [java.util.ServiceLoader].
public interface AppletProvider {
    /// AID of the package, which a Profile names as load package.
    Aid packageAid();

    /// Version of the package, such as 1 and 0 for 1.0.
    default PackageVersion version() {
        return new PackageVersion(1, 0);
    }

    List<Module> modules();

    /// @param aid  executable module AID, which a Profile names as class
    /// @param type with the static `install(byte[], short, byte)` of every Java Card applet
    record Module(Aid aid, Class<? extends Applet> type) {}

    /// A package serves whoever needs its major version and no higher minor one (Java Card VM specification §4.4).
    record PackageVersion(int major, int minor) {
        boolean serves(PackageVersion needed) {
            return major == needed.major && minor >= needed.minor;
        }
    }
}
