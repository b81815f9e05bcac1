package org.esimtestbed.euicc.isdr;

import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Who the eUICC is: its EID, and under each CI that certified it a key (ECASD, SGP.22 §2.4.2).
///
/// @param credentials in order of preference, at least one
public record EuiccIdentity(Eid eid, List<Credential> credentials) {
    /// @throws IllegalArgumentException if there is no credential, or one is for another EID
    public EuiccIdentity {
        credentials = List.copyOf(credentials);
        if (credentials.isEmpty()) throw new IllegalArgumentException("an eUICC needs a key and a certificate");
        for (var credential : credentials) {
            var named = credential.euicc().subjectSerialNumber().orElse("no EID");
            if (!named.equals(eid.digits())) {
                throw new IllegalArgumentException("CERT.EUICC is for " + named + ", not for " + eid);
            }
        }
    }

    /// SK.EUICC.ECDSA, CERT.EUICC and the CERT.EUM above it.
    public record Credential(PrivateKey key, Certificate euicc, Certificate eum) {
        /// Public Key Identifier of the CI at the top.
        public Bytes ciKey() {
            return eum.authorityKeyIdentifier().orElse(Bytes.EMPTY);
        }

        public Bytes sign(Crypto crypto, Bytes data) {
            return crypto.sign(key, data);
        }

        @Override
        public String toString() {
            return "Credential[" + euicc + "]";
        }
    }

    public Credential preferred() {
        return credentials.getFirst();
    }

    public Optional<Credential> under(Bytes ciKey) {
        return credentials.stream().filter(it -> it.ciKey().equals(ciKey)).findFirst();
    }
}
