package org.esimtestbed.rsp.es10;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.PrepareDownload (SGP.22 §5.7.5), tag BF21: the End User has agreed, the eUICC gives its one-time key.
///
/// @param smdpSignature2  over smdpSigned2 and euiccSignature1, r‖s
/// @param hashCc          32 octets, where a Confirmation Code is required
/// @param smdpCertificate CERT.DPpb
public record PrepareDownload(
        Signed<SmdpSigned2> smdpSigned2, Bytes smdpSignature2, Optional<Bytes> hashCc, Certificate smdpCertificate)
        implements Es10Command<PrepareDownloadResponse> {
    public static final int TAG = PrepareDownloadResponse.TAG;

    /// @throws MalformedTlv if a mandatory member is missing
    public static PrepareDownload of(Tlv request) {
        var members = request.expect(TAG).children();
        int certificate = members.size() > 2 && members.get(2).tag() == Tags.OCTET_STRING ? 3 : 2;
        if (members.size() <= certificate) throw request.malformed("lacks smdpCertificate or what stands before it");
        return new PrepareDownload(
                Signed.read(members.get(0), SmdpSigned2::of),
                members.get(1).expect(Tags.SIGNATURE).value(),
                request.find(Tags.OCTET_STRING).map(hash -> hash.sized(32)),
                Certificate.of(members.get(certificate).expect(Tags.SEQUENCE)));
    }

    @Override
    public Tlv request() {
        var members = new ArrayList<Tlv>();
        members.add(smdpSigned2.tlv());
        members.add(Tlv.of(Tags.SIGNATURE, smdpSignature2));
        hashCc.ifPresent(hash -> members.add(Tlv.of(Tags.OCTET_STRING, hash)));
        members.add(smdpCertificate.tlv());
        return Tlv.of(TAG, members);
    }

    @Override
    public PrepareDownloadResponse response(Tlv response) {
        return PrepareDownloadResponse.of(response);
    }
}
