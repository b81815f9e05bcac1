package org.esimtestbed.profilepackage;

import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;

/// What makes a profile type the profile of one subscriber. Whatever is absent stays as the type has it.
///
/// @param msisdn  1 to 15 digits, international without `+`
/// @param aka     keys for Milenage; not used where an application has the 3GPP test algorithm
/// @param pin1    4 to 8 digits, as are `pin2` and `adm1`
/// @param puk1    8 digits, as is `puk2`
/// @param adm1    the administrative PIN with key reference 0A
public record Subscription(
        Iccid iccid,
        Imsi imsi,
        Optional<String> msisdn,
        Optional<AkaKeys> aka,
        Optional<String> pin1,
        Optional<String> puk1,
        Optional<String> pin2,
        Optional<String> puk2,
        Optional<String> adm1) {

    /// @param k   16 octets
    /// @param opc 16 octets
    public record AkaKeys(Bytes k, Bytes opc) {
        /// @throws IllegalArgumentException if either has not 16 octets
        public AkaKeys {
            if (k.size() != 16 || opc.size() != 16) throw new IllegalArgumentException("K and OPc have 16 octets each");
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /// @throws IllegalArgumentException if a number is not as described above; never shows a code
    public Subscription {
        check(msisdn, "MSISDN", 1, 15);
        check(pin1, "PIN1", 4, 8);
        check(puk1, "PUK1", 8, 8);
        check(pin2, "PIN2", 4, 8);
        check(puk2, "PUK2", 8, 8);
        check(adm1, "ADM1", 4, 8);
    }

    private static void check(Optional<String> digits, String what, int min, int max) {
        if (digits.isPresent() && !digits.get().matches("[0-9]{" + min + "," + max + "}")) {
            throw new IllegalArgumentException(what + " has " + min + " to " + max + " digits");
        }
    }

    public static Subscription of(Iccid iccid, Imsi imsi) {
        return new Subscription(
                iccid,
                imsi,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Subscription withMsisdn(String digits) {
        return new Subscription(iccid, imsi, Optional.of(digits), aka, pin1, puk1, pin2, puk2, adm1);
    }

    public Subscription withAka(Bytes k, Bytes opc) {
        return new Subscription(iccid, imsi, msisdn, Optional.of(new AkaKeys(k, opc)), pin1, puk1, pin2, puk2, adm1);
    }

    public Subscription withCodes(String pin1, String puk1, String pin2, String puk2, String adm1) {
        return new Subscription(
                iccid,
                imsi,
                msisdn,
                aka,
                Optional.of(pin1),
                Optional.of(puk1),
                Optional.of(pin2),
                Optional.of(puk2),
                Optional.of(adm1));
    }

    @Override
    public String toString() {
        return "Subscription[iccid=" + iccid + ", imsi=" + imsi + ", msisdn=" + msisdn.orElse("") + "]";
    }
}
