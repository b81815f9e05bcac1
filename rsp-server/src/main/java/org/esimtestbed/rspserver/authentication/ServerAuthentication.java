package org.esimtestbed.rspserver.authentication;

import java.util.List;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// How a server proves who it is when an LPA opens a session: the same on ES9+ (SGP.22 §5.6.1) and ES11 (§5.8.1) but
/// for its certificates and the codes of its refusals.
public final class ServerAuthentication {
    private static final int CHALLENGE = 16;

    /// A server under one CI.
    ///
    /// @param address what LPAs call it by
    /// @param auth    CERT.DPauth.ECDSA or CERT.DSauth.ECDSA
    public record Identity(String address, Credential auth) {
        boolean isUnder(Bytes ci) {
            return auth.certificate()
                    .authorityKeyIdentifier()
                    .filter(ci::equals)
                    .isPresent();
        }
    }

    /// What the four checks are refused with, in their order.
    public record Codes(
            StatusCode otherAddress, StatusCode noCommonCi, StatusCode svnUnsupported, StatusCode noCertificate) {}

    private final Crypto crypto;
    private final CertificateChain chain;
    private final List<Identity> identities;
    private final SvnRange svns;
    private final Codes codes;

    /// @param identities one for each CI, at least one
    public ServerAuthentication(
            Crypto crypto, CertificateChain chain, List<Identity> identities, SvnRange svns, Codes codes) {
        this.crypto = crypto;
        this.chain = chain;
        this.identities = List.copyOf(identities);
        this.svns = svns;
        this.codes = codes;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.1 and §5.8.1
    public ServerProof prove(String address, Bytes euiccChallenge, Tlv euiccInfo1) {
        // an address compares without case
        if (identities.stream().noneMatch(it -> it.address().equalsIgnoreCase(address))) {
            throw codes.otherAddress()
                    .because("this is " + identities.getFirst().address() + ", not " + address);
        }
        if (euiccChallenge.size() != CHALLENGE) {
            throw StatusCode.INVALID_ELEMENT.because("euiccChallenge has " + euiccChallenge.size() + " octets, not 16");
        }
        var euicc = EuiccInfo1.of(euiccInfo1);
        var euiccCi = euicc.ciKeysSigning().stream() // the CI the eUICC is to prove itself under
                .filter(key -> chain.root(key).isPresent())
                .findFirst()
                .orElseThrow(() -> codes.noCommonCi().because("the eUICC signs under " + euicc.ciKeysSigning()));
        if (!svns.contains(euicc.svn())) {
            throw codes.svnUnsupported().because("the eUICC has " + euicc.svn() + ", this server takes " + svns);
        }
        var identity = euicc.ciKeysVerification().stream() // in the order the eUICC prefers
                .flatMap(key -> identities.stream().filter(it -> it.isUnder(key)))
                .findFirst()
                .orElseThrow(
                        () -> codes.noCertificate().because("the eUICC verifies under " + euicc.ciKeysVerification()));
        return prove(identity, address, euiccChallenge, euiccCi);
    }

    private ServerProof prove(Identity identity, String address, Bytes euiccChallenge, Bytes euiccCi) {
        var certificate = identity.auth().certificate();
        var pending = new PendingAuthentication(
                new TransactionId(crypto.random(CHALLENGE)),
                crypto.random(CHALLENGE),
                address,
                euiccCi,
                certificate.authorityKeyIdentifier().orElseThrow());
        var signed1 =
                new ServerSigned1(pending.transactionId(), euiccChallenge, address, pending.serverChallenge()).encode();
        var signature1 = crypto.sign(identity.auth().keyPair().privateKey(), signed1.raw());
        return new ServerProof(
                pending,
                signed1,
                Tlv.of(Tags.SIGNATURE, signature1),
                Tlv.of(Tags.OCTET_STRING, euiccCi),
                certificate.tlv());
    }
}
