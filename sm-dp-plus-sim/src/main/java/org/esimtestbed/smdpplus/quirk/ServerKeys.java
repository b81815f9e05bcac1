package org.esimtestbed.smdpplus.quirk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.ServerIdentity;

/// What a server signs its lies with. Prints no key.
///
/// @param spoilt certificates with their keys that no honest server would show, by name: see `SmDpPlusSettings`
public record ServerKeys(Crypto crypto, List<ServerIdentity> identities, Map<String, Credential> spoilt) {

    /// The identity that has signed with that CERT.DPauth or CERT.DPpb.
    ServerIdentity identityOf(Tlv certificate) {
        var shown = Certificate.of(certificate);
        return identities.stream()
                .filter(it -> it.dpAuth().certificate().equals(shown)
                        || it.dpPb().certificate().equals(shown))
                .findFirst()
                .orElse(identities.getFirst());
    }

    /// The key that belongs to a certificate of this server, spoilt or not.
    Credential of(Certificate certificate) {
        return identities.stream()
                .flatMap(it -> List.of(it.dpAuth(), it.dpPb()).stream())
                .filter(it -> it.certificate().equals(certificate))
                .findFirst()
                .or(() -> spoilt.values().stream()
                        .filter(it -> it.certificate().equals(certificate))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("no certificate of this server: " + certificate));
    }

    /// 5F37 over what is covered, by the key of that certificate.
    Tlv sign(Tlv certificate, Bytes covered) {
        return Tlv.of(
                Tags.SIGNATURE,
                crypto.sign(of(Certificate.of(certificate)).keyPair().privateKey(), covered));
    }

    Optional<String> lack(String name) {
        return spoilt.containsKey(name) ? Optional.empty() : Optional.of("this server has no certificate " + name);
    }

    Credential spoilt(String name) {
        return Optional.ofNullable(spoilt.get(name)).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    @Override
    public String toString() {
        return "ServerKeys[masked]";
    }
}
