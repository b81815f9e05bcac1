package org.esimtestbed.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.junit.jupiter.api.Test;

class SimaResponseTest {
    @Test
    void readsTheAnswerOfACardThatInstalledEverything() {
        assertThat(SimaResponse.of(Bytes.hex("3007A0053003800100")).peStatus())
                .extracting(SimaResponse.PeStatus::toString)
                .containsExactly("ok(0)");
    }

    @Test
    void readsWhatAnotherEncoderWrote() throws Exception {
        var status = new DERSequence(new ASN1Encodable[] {member(0, 9), member(1, 12), member(2, 1), member(3, 300)});
        var whole = new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 0, new DERSequence(status)),
            new DERTaggedObject(false, 1, DERNull.INSTANCE),
            new DERTaggedObject(false, 2, new DERUTF8String("no such template"))
        });
        var response = SimaResponse.of(Bytes.wrap(whole.getEncoded()));
        assertThat(response.peStatus())
                .extracting(SimaResponse.PeStatus::toString)
                .containsExactly(
                        "template-not-supported(9), Profile Element 12, additional information 1, at offset 300");
        assertThat(response.profileInstallationAborted()).isTrue();
        assertThat(response.statusMessage()).contains("no such template");
    }

    private static DERTaggedObject member(int tag, int number) {
        return new DERTaggedObject(false, tag, new ASN1Integer(number));
    }

    @Test
    void readsSeveralResponsesInARowAndNone() {
        assertThat(SimaResponse.of(Bytes.hex("3007A0053003800100" + "3007A005300380011F"))
                        .peStatus())
                .extracting(SimaResponse.PeStatus::name)
                .containsExactly("ok(0)", "unsupported-profile-version(31)");
        assertThat(SimaResponse.of(Bytes.EMPTY)).isEqualTo(new SimaResponse(List.of(), false, Optional.empty()));
    }

    @Test
    void readsStatusWordsOfTheRangesSetAsideForThem() {
        assertThat(SimaResponse.of(Bytes.hex("3008A006300480026A84"))
                        .peStatus()
                        .getFirst()
                        .name())
                .isEqualTo("6A84 not enough memory space");
    }

    @Test
    void refusesWhatIsNoEuiccResponse() {
        assertThatThrownBy(() -> SimaResponse.of(Bytes.hex("0401"))).isInstanceOf(MalformedTlv.class);
        assertThatThrownBy(() -> SimaResponse.of(Bytes.hex("040100"))).isInstanceOf(MalformedTlv.class);
        assertThatThrownBy(() -> SimaResponse.of(Bytes.hex("3004A0023000"))).isInstanceOf(MalformedTlv.class);
    }
}
