package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.AuthenticateServer (SGP.22 §5.7.13), tag BF38: the eUICC checks the server and proves itself.
///
/// @param serverSignature1    over serverSigned1, r‖s
/// @param euiccCiPKIdToBeUsed the CI under which both are to prove themselves
/// @param serverCertificate   CERT.DPauth or CERT.DSauth
/// @param ctxParams1          with the octets the eUICC is to sign
public record AuthenticateServer(
        Signed<ServerSigned1> serverSigned1,
        Bytes serverSignature1,
        Bytes euiccCiPKIdToBeUsed,
        Certificate serverCertificate,
        Signed<CtxParams1> ctxParams1)
        implements Es10Command<AuthenticateServerResponse> {
    public static final int TAG = AuthenticateServerResponse.TAG;

    /// @throws MalformedTlv if a mandatory member is missing
    public static AuthenticateServer of(Tlv request) {
        var members = request.expect(TAG).children();
        if (members.size() < 5) throw request.malformed("has " + members.size() + " of 5 mandatory members");
        return new AuthenticateServer(
                Signed.read(members.get(0), ServerSigned1::of),
                members.get(1).expect(Tags.SIGNATURE).value(),
                members.get(2).expect(Tags.OCTET_STRING).value(),
                Certificate.of(members.get(3).expect(Tags.SEQUENCE)),
                Signed.read(members.get(4), CtxParams1::of));
    }

    @Override
    public Tlv request() {
        return Tlv.of(
                TAG,
                serverSigned1.tlv(),
                Tlv.of(Tags.SIGNATURE, serverSignature1),
                Tlv.of(Tags.OCTET_STRING, euiccCiPKIdToBeUsed),
                serverCertificate.tlv(),
                ctxParams1.tlv());
    }

    @Override
    public AuthenticateServerResponse response(Tlv response) {
        return AuthenticateServerResponse.of(response);
    }
}
