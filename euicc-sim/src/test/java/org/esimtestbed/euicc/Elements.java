package org.esimtestbed.euicc;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Profile elements written by hand, and packages that hold them.
public final class Elements {
    private Elements() {}

    /// A header that mandates the element.
    public static Tlv mandated(int tag, int identification) {
        return Tlv.of(tag, Tlv.of(0x80, Bytes.EMPTY), Tlv.number(0x81, identification));
    }

    public static Tlv optional(int tag, int identification) {
        return Tlv.of(tag, Tlv.number(0x81, identification));
    }

    /// PE-Application with one instance.
    public static Tlv application(Aid loadPackage, Aid module, Aid instance, String parameters, Tlv... more) {
        return Tlv.of(
                0xA8, mandated(0xA0, 90), Tlv.of(0xA2, instance(loadPackage, module, instance, parameters, more)));
    }

    public static Tlv instance(Aid loadPackage, Aid module, Aid instance, String parameters, Tlv... more) {
        var members = new ArrayList<>(List.of(
                Tlv.of(0x4F, loadPackage.bytes()),
                Tlv.of(0x4F, module.bytes()),
                Tlv.of(0x4F, instance.bytes()),
                Tlv.of(0x82, Bytes.of(0)),
                Tlv.of(0xC9, Bytes.hex(parameters))));
        members.addAll(List.of(more));
        return Tlv.of(0x30, members);
    }

    /// The package with elements put before its end.
    public static ProfilePackage with(ProfilePackage profile, Tlv... elements) {
        var all = new ArrayList<Bytes>();
        for (var element : profile.elements()) {
            if (element.name().equals("end")) for (var more : elements) all.add(more.raw());
            all.add(element.raw());
        }
        return ProfilePackage.decode(Bytes.concat(all.toArray(Bytes[]::new)));
    }

    /// The package with the first element of that name replaced by octets.
    public static Bytes replaced(ProfilePackage profile, String name, Tlv element) {
        var all = new ArrayList<Bytes>();
        boolean done = false;
        for (var before : profile.elements()) {
            boolean isIt = !done && before.name().equals(name);
            all.add(isIt ? element.raw() : before.raw());
            done |= isIt;
        }
        if (!done) throw new AssertionError("the package has no " + name);
        return Bytes.concat(all.toArray(Bytes[]::new));
    }
}
