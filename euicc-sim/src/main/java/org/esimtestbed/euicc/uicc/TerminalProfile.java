package org.esimtestbed.euicc.uicc;

import org.esimtestbed.rsp.tlv.Bytes;

/// What the Device can do for the card (ETSI TS 102 223 §5.2), one bit a facility.
///
/// @param octets as TERMINAL PROFILE brought them; a Device may send fewer than the card knows
public record TerminalProfile(Bytes octets) {
    /// Before the Device has said anything.
    static final TerminalProfile UNKNOWN = new TerminalProfile(Bytes.EMPTY);

    /// Facilities this card asks about; octets and bits are counted from 1, as in the specification.
    public enum Facility {
        MENU_SELECTION(1, 4),
        DISPLAY_TEXT(3, 1),
        REFRESH(3, 8),
        SET_UP_MENU(4, 6),
        EUICC_PROFILE_STATE_CHANGE(34, 6);

        private final int octet;
        private final int bit;

        Facility(int octet, int bit) {
            this.octet = octet;
            this.bit = bit;
        }
    }

    public boolean offers(Facility facility) {
        return octets.size() >= facility.octet && (octets.at(facility.octet - 1) >> facility.bit - 1 & 1) != 0;
    }
}
