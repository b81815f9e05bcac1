package org.esimtestbed.rsp.id;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an End User scans or types (SGP.22 §4.1): `1$SMDP-ADDRESS$MATCHINGID[$SMDP-OID[$1]]`.
///
/// @param smdpAddress              FQDN of the SM-DP+, with `:port` where it is not 443
/// @param matchingId               the Activation Code Token; may be empty
/// @param smdpOid                  the OID that CERT.DPauth must carry, where the code names one
/// @param confirmationCodeRequired whether the End User is to be asked for a Confirmation Code
public record ActivationCode(
        String smdpAddress, String matchingId, Optional<Oid> smdpOid, boolean confirmationCodeRequired) {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z-]*");
    private static final String QR_PREFIX = "LPA:";

    /// @throws IllegalArgumentException if the address or the MatchingID has characters that §4.1 does not allow
    public ActivationCode {
        if (!ADDRESS.matcher(smdpAddress).matches()) {
            throw new IllegalArgumentException("no SM-DP+ address: \"" + smdpAddress + "\"");
        }
        if (!TOKEN.matcher(matchingId).matches()) {
            throw new IllegalArgumentException("a MatchingID has letters, digits and '-': \"" + matchingId + "\"");
        }
    }

    public ActivationCode(String smdpAddress, String matchingId) {
        this(smdpAddress, matchingId, Optional.empty(), false);
    }

    /// Reads a code as scanned or typed, with or without the QR prefix `LPA:` in either case.
    ///
    /// @throws IllegalArgumentException naming the part that is wrong
    public static ActivationCode parse(String text) {
        var code = text.strip();
        if (code.regionMatches(true, 0, QR_PREFIX, 0, QR_PREFIX.length())) code = code.substring(QR_PREFIX.length());
        var parts = code.split("\\$", -1);
        if (!parts[0].equals("1")) {
            throw new IllegalArgumentException(
                    "an Activation Code begins with 1$ (format 1 of SGP.22 §4.1): \"" + text + "\"");
        }
        if (parts.length < 3 || parts.length > 5) {
            throw new IllegalArgumentException("an Activation Code has 3 to 5 parts separated by $, this one has "
                    + parts.length + ": \"" + text + "\"");
        }
        var oid = parts.length > 3 && !parts[3].isEmpty() ? Optional.of(new Oid(parts[3])) : Optional.<Oid>empty();
        var flag = parts.length > 4 ? parts[4] : "";
        if (!flag.isEmpty() && !flag.equals("1")) {
            throw new IllegalArgumentException("the Confirmation Code Required Flag is 1 or absent: \"" + flag + "\"");
        }
        return new ActivationCode(parts[1], parts[2], oid, flag.equals("1"));
    }

    /// As encoded in a QR code.
    public String qrText() {
        return QR_PREFIX + this;
    }

    @Override
    public String toString() {
        var oid = smdpOid.map(Oid::dotted).orElse("");
        return "1$" + smdpAddress + "$" + matchingId
                + (confirmationCodeRequired ? "$" + oid + "$1" : oid.isEmpty() ? "" : "$" + oid);
    }
}
