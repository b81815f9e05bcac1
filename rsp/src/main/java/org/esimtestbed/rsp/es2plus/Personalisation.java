package org.esimtestbed.rsp.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// What makes one subscriber's Profile of a profile type. Not part of SGP.22, which leaves this to operator and
/// SM-DP+; we carry it in DownloadOrder beside the members of §5.3.1. Prints no secret.
///
/// @param imsi   6 to 15 digits
/// @param msisdn digits of the directory number, international form without +
/// @param k      16 octets, hexadecimal; absent keeps the key of the profile type
/// @param opc    16 octets, hexadecimal
/// @param pin1   4 to 8 digits
/// @param puk1   8 digits
/// @param adm1   4 to 8 digits, or 16 hexadecimal digits
public record Personalisation(
        String imsi,
        Optional<String> msisdn,
        Optional<String> k,
        Optional<String> opc,
        Optional<String> pin1,
        Optional<String> puk1,
        Optional<String> adm1) {

    public Optional<Bytes> key() {
        return k.map(Bytes::hex);
    }

    public Optional<Bytes> operatorKey() {
        return opc.map(Bytes::hex);
    }

    @Override
    public String toString() {
        return "Personalisation[imsi=" + imsi + ", secrets masked]";
    }
}
