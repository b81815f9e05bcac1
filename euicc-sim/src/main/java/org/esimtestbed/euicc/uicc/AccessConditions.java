package org.esimtestbed.euicc.uicc;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One record of EF.ARR in the expanded format (ETSI TS 102 221 §9.2.4, ISO/IEC 7816-4 §9.3.5): access mode data
/// objects, each followed by the security condition for what it names.
final class AccessConditions {
    /// Bits of the access mode octet of an EF, and of a DF where they mean the same.
    static final int READ = 0x01;

    static final int UPDATE = 0x02;

    private static final int AM_BYTE = 0x80;
    private static final int AM_INSTRUCTIONS = 0x84;
    private static final int ALWAYS = 0x90;
    private static final int NEVER = 0x97;
    private static final int USER_AUTHENTICATION = 0xA4;
    private static final int OR = 0xA0;
    private static final int AND = 0xAF;

    private AccessConditions() {}

    /// @param record   may be padded with FF
    /// @param mode     a bit of the access mode octet
    /// @param satisfied whether a key reference counts as verified
    static boolean allowMode(Bytes record, int mode, IntPredicate satisfied) {
        return allow(
                record,
                am -> am.tag() == AM_BYTE
                        && am.value().size() == 1
                        && (am.value().at(0) & mode) != 0,
                satisfied);
    }

    /// Like [#allowMode], for an instruction that has no bit of its own.
    static boolean allowInstruction(Bytes record, int ins, IntPredicate satisfied) {
        return allow(
                record,
                am -> am.tag() == AM_INSTRUCTIONS
                        && am.value().size() == 1
                        && am.value().at(0) == ins,
                satisfied);
    }

    private static boolean allow(Bytes record, Predicate<Tlv> names, IntPredicate satisfied) {
        boolean named = false;
        boolean held = true;
        try {
            for (int at = 0; at < record.size() && record.at(at) != 0xFF && record.at(at) != 0x00; ) {
                var tlv = Tlv.first(record.from(at));
                at += tlv.raw().size();
                if (tlv.tag() >= 0x80 && tlv.tag() <= 0x8F) {
                    // Several access modes may stand before one condition; a condition ends the run.
                    named = held ? names.test(tlv) : named || names.test(tlv);
                    held = false;
                } else {
                    held = true;
                    if (named) return holds(tlv, satisfied);
                }
            }
        } catch (MalformedTlv unreadable) {
            return false;
        }
        return false; // what no rule allows is forbidden
    }

    private static boolean holds(Tlv condition, IntPredicate satisfied) {
        return switch (condition.tag()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case USER_AUTHENTICATION ->
                condition
                        .find(0x83)
                        .map(key -> key.value().size() == 1
                                && satisfied.test(key.value().at(0)))
                        .orElse(false);
            case OR -> any(condition.children(), satisfied);
            case AND -> condition.children().stream().allMatch(it -> holds(it, satisfied));
            default -> false;
        };
    }

    private static boolean any(List<Tlv> conditions, IntPredicate satisfied) {
        return conditions.stream().anyMatch(it -> holds(it, satisfied));
    }
}
