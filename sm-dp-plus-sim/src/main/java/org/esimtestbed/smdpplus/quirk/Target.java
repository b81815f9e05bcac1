package org.esimtestbed.smdpplus.quirk;

import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;

/// Whom a quirk is for.
public sealed interface Target {
    record Everybody() implements Target {}

    record ForEid(Eid eid) implements Target {}

    record ForIccid(Iccid iccid) implements Target {}

    record ForMatchingId(String matchingId) implements Target {
        /// @throws IllegalArgumentException if no order can have it
        public ForMatchingId {
            if (!matchingId.matches("[\\x20-\\x7E]{1,255}")) {
                throw new IllegalArgumentException("1 to 255 printable characters: \"" + matchingId + "\"");
            }
        }
    }

    /// As a row keeps it.
    default String kind() {
        return switch (this) {
            case Everybody _ -> "ALL";
            case ForEid _ -> "EID";
            case ForIccid _ -> "ICCID";
            case ForMatchingId _ -> "MATCHING_ID";
        };
    }

    /// Empty for everybody.
    default String id() {
        return switch (this) {
            case Everybody _ -> "";
            case ForEid(var eid) -> eid.digits();
            case ForIccid(var iccid) -> iccid.digits();
            case ForMatchingId(var matchingId) -> matchingId;
        };
    }

    /// @throws IllegalArgumentException if it is none
    static Target of(String kind, String id) {
        return switch (kind) {
            case "ALL" -> new Everybody();
            case "EID" -> new ForEid(new Eid(id));
            case "ICCID" -> new ForIccid(new Iccid(id));
            case "MATCHING_ID" -> new ForMatchingId(id);
            default -> throw new IllegalArgumentException("no target: " + kind);
        };
    }
}
