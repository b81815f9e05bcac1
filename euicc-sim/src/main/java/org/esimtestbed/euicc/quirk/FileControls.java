package org.esimtestbed.euicc.quirk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;

/// The file control parameters an element brings, wherever in it they stand.
///
/// @param path of the Fcp within the element
record FileControls(String path, Value.Sequence fcp) {
    private static final Set<String> ALTERNATIVES = Set.of("fileDescriptor", "createFCP");

    static List<FileControls> of(ProfileElement element) {
        var all = new ArrayList<FileControls>();
        collect("", element.value(), all);
        return all;
    }

    private static void collect(String path, Value at, List<FileControls> all) {
        if (at instanceof Value.Choice choice
                && ALTERNATIVES.contains(choice.alternative())
                && choice.value() instanceof Value.Sequence fcp) {
            all.add(new FileControls(path + "." + choice.alternative(), fcp));
            return;
        }
        for (var child : at.children()) {
            boolean bare = path.isEmpty() || child.name().startsWith("[");
            collect(bare ? path + child.name() : path + "." + child.name(), child.value(), all);
        }
    }

    boolean has(String field) {
        return fcp.find(field).isPresent();
    }

    /// By its descriptor octet, ETSI TS 102 222 table 5: x111 00x in bits 6 to 1.
    boolean isDirectory() {
        return fcp.find("fileDescriptor")
                .map(descriptor -> descriptor.tlv().value())
                .filter(octets -> !octets.isEmpty() && (octets.at(0) & 0x38) == 0x38 && (octets.at(0) & 0x07) == 0)
                .isPresent();
    }
}
