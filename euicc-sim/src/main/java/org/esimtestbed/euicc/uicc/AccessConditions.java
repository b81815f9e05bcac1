package org.esimtestbed.euicc.uicc;

import java.util.function.IntPredicate;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One record of EF.ARR in the expanded format (ETSI TS 102 221 §9.2.4, ISO/IEC 7816-4 §9.3.5): access mode data
/// objects, each followed by the security condition for what it names.
final class AccessConditions {
    /// Bits of the access mode octet of an EF (TS 102 221 table 9.2).
    static final int READ = 0x01;

    static final int UPDATE = 0x02;
    static final int DEACTIVATE = 0x08;
    static final int ACTIVATE = 0x10;
    /// For a command that only its header names: INCREASE.
    static final int BY_HEADER_ALONE = 0;

    private static final int AM_BYTE = 0x80;
    private static final int LAST_ACCESS_MODE = 0x8F;
    private static final int ALWAYS = 0x90;
    private static final int NEVER = 0x97;
    private static final int SECURITY_CONDITION_BYTE = 0x9E;
    private static final int USER_AUTHENTICATION = 0xA4;
    private static final int OR = 0xA0;
    private static final int NOT = 0xA7;
    private static final int AND = 0xAF;

    private AccessConditions() {}

    /// @param record    may be padded with FF
    /// @param command   whose header the rule may name
    /// @param mode      its bit of the access mode octet
    /// @param satisfied whether a key reference counts as verified
    static boolean allow(Bytes record, Command command, int mode, IntPredicate satisfied) {
        boolean named = false;
        boolean inRun = false;
        try {
            for (int at = 0; at < record.size() && record.at(at) != 0xFF && record.at(at) != 0x00; ) {
                var tlv = Tlv.first(record.from(at));
                at += tlv.raw().size();
                if (tlv.tag() >= AM_BYTE && tlv.tag() <= LAST_ACCESS_MODE) {
                    // Several access modes may stand before one condition; a condition ends the run.
                    named = inRun && named || names(tlv, command, mode);
                    inRun = true;
                } else {
                    inRun = false;
                    if (named) return holds(tlv, satisfied);
                }
            }
        } catch (MalformedTlv unreadable) {
            return false;
        }
        return false; // what no rule allows is forbidden
    }

    private static boolean names(Tlv accessMode, Command command, int mode) {
        if (accessMode.tag() == AM_BYTE) {
            return accessMode.value().size() == 1 && (accessMode.value().at(0) & mode) != 0;
        }
        return namesHeader(accessMode, command);
    }

    /// A command description (ISO/IEC 7816-4 table 32): b4 to b1 of the tag say which of CLA, INS, P1, P2 stand in it,
    /// for one command after another.
    private static boolean namesHeader(Tlv accessMode, Command command) {
        int parts = accessMode.tag() & 0x0F;
        var header = new int[] {command.cla() & 0x80, command.ins(), command.p1(), command.p2()};
        var value = accessMode.value();
        int size = Integer.bitCount(parts);
        for (int at = 0; at + size <= value.size(); at += size) {
            int next = at;
            boolean matches = true;
            for (int part = 0; part < 4; part++) {
                if ((parts & 8 >> part) == 0) continue;
                int stated = value.at(next++);
                // the channel within the class is not what a rule is about
                matches &= (part == 0 ? stated & 0x80 : stated) == header[part];
            }
            if (matches) return true;
        }
        return false;
    }

    private static boolean holds(Tlv condition, IntPredicate satisfied) {
        return switch (condition.tag()) {
            case ALWAYS -> true;
            case NEVER -> false;
            // 00 no condition, FF never; others ask for secure messaging or keys this card does not have
            case SECURITY_CONDITION_BYTE ->
                condition.value().size() == 1 && condition.value().at(0) == 0x00;
            case USER_AUTHENTICATION ->
                condition
                        .find(0x83)
                        .map(key -> key.value().size() == 1
                                && satisfied.test(key.value().at(0)))
                        .orElse(false);
            case OR -> condition.children().stream().anyMatch(it -> holds(it, satisfied));
            case AND -> condition.children().stream().allMatch(it -> holds(it, satisfied));
            case NOT -> condition.children().stream().noneMatch(it -> holds(it, satisfied));
            default -> false;
        };
    }
}
