package org.esimtestbed.profilepackage;

import java.util.List;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.rsp.tlv.Bytes;

/// The published profiles of GSMA TS.48.
final class Ts48 {
    static final String V7 = "TS48-V7.0-SAIP2.3-BERTLV-SUCI.der";
    static final String V1_A = "TS48V1-A-UNIQUE.der";
    static final String V1_B = "TS48V1-B-UNIQUE.der";
    static final List<String> PROFILES = List.of(V7, V1_A, V1_B);

    private Ts48() {}

    static Bytes der(String name) {
        return Bytes.wrap(Corpus.read("profiles/" + name));
    }

    static ProfilePackage profile(String name) {
        return ProfilePackage.decode(der(name));
    }
}
