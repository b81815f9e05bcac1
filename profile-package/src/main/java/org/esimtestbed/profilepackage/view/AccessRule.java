package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One record of an EF.ARR: who may do what (ETSI TS 102 221 §9.2.4, expanded format).
public record AccessRule(List<Grant> grants) {
    private static final int NOTHING = 0xFF;
    private static final int INCREASE = 0x32;
    private static final List<String> OF_FILES =
            List.of("read", "update", "write", "deactivate", "activate", "terminate", "delete");
    private static final List<String> OF_DIRECTORIES =
            List.of("delete child", "create EF", "create DF", "deactivate", "activate", "terminate", "delete");

    /// What one condition opens.
    ///
    /// @param modes     bits of the access mode byte; 0 where an instruction is named instead
    /// @param condition `ALW`, `NEV`, `PIN1`, `PIN1 or ADM1`
    public record Grant(int modes, Optional<Integer> instruction, String condition) {}

    /// None for a record that is erased or no rule.
    public static Optional<AccessRule> of(Bytes record) {
        var grants = new ArrayList<Grant>();
        try {
            for (int at = 0; at < record.size() && record.at(at) != NOTHING; ) {
                var mode = Tlv.first(record.from(at));
                at += mode.raw().size();
                var condition = Tlv.first(record.from(at));
                at += condition.raw().size();
                boolean byMode = mode.tag() == 0x80 && mode.value().size() == 1;
                grants.add(new Grant(
                        byMode ? mode.value().at(0) : 0,
                        mode.tag() == 0x84 && !mode.value().isEmpty()
                                ? Optional.of(mode.value().at(0))
                                : Optional.empty(),
                        condition(condition)));
            }
        } catch (MalformedTlv e) {
            return Optional.empty();
        }
        return grants.isEmpty() ? Optional.empty() : Optional.of(new AccessRule(List.copyOf(grants)));
    }

    private static String condition(Tlv condition) {
        return switch (condition.tag()) {
            case 0x90 -> "ALW";
            case 0x97 -> "NEV";
            case 0xA0 -> joined(condition, " or ");
            case 0xAF -> joined(condition, " and ");
            case 0xA7 -> "not " + joined(condition, " and ");
            case 0xA4 ->
                condition
                        .find(0x83)
                        .filter(reference -> reference.value().size() == 1)
                        .map(reference -> KeyReference.name(reference.value().at(0)))
                        .orElse("?");
            case 0x9E -> "condition " + condition.value().hex();
            default -> "?";
        };
    }

    private static String joined(Tlv conditions, String word) {
        return conditions.children().stream().map(AccessRule::condition).collect(Collectors.joining(word));
    }

    /// Who may read: `PIN1`; `NEV` where no condition opens it (§9.2.4).
    public String read() {
        return mode(0x01);
    }

    public String update() {
        return mode(0x02);
    }

    /// Who may create an EF in a directory.
    public String create() {
        return mode(0x02);
    }

    private String mode(int bit) {
        return grants.stream()
                .filter(grant -> (grant.modes & bit) != 0)
                .map(Grant::condition)
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" or "), text -> text.isEmpty() ? "NEV" : text));
    }

    /// `read ALW, update ADM1`.
    public String words(boolean directory) {
        return grants.stream()
                .map(grant -> operations(grant, directory) + " " + grant.condition)
                .collect(Collectors.joining("; "));
    }

    private static String operations(Grant grant, boolean directory) {
        if (grant.instruction.isPresent()) {
            int instruction = grant.instruction.get();
            return instruction == INCREASE ? "increase" : "command %02X".formatted(instruction);
        }
        var names = new ArrayList<String>();
        for (int bit = 0; bit < 7; bit++) {
            if ((grant.modes >> bit & 1) == 1) names.add((directory ? OF_DIRECTORIES : OF_FILES).get(bit));
        }
        return names.isEmpty() ? "other" : String.join(", ", names);
    }
}
