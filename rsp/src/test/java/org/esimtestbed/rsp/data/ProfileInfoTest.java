package org.esimtestbed.rsp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileInfoTest {
    private static final Aid AID = Aid.of("A0000005591010FFFFFFFF8900001000");

    private static ProfileInfo withIccid(String octets) {
        return ProfileInfo.of(
                Tlv.of(Tags.PROFILE_INFO, Tlv.of(Tags.ICCID, Bytes.hex(octets)), Tlv.of(Tags.ISDP_AID, AID.bytes())));
    }

    /// A hexadecimal digit, padding in the middle, padding alone.
    @ParameterizedTest
    @ValueSource(strings = {"9868407B000000000000", "986840F1000000000000", "FFFFFFFFFFFFFFFFFFFF"})
    void isNamedByItsAidWhereItsIccidIsNoDigits(String octets) {
        var info = withIccid(octets);

        assertThat(info.iccid()).isEmpty();
        assertThat(info.isdpAid()).contains(AID);
    }

    @Test
    void readsAnIccidOf19Digits() {
        assertThat(withIccid("988812010000400310F1").iccid())
                .hasValueSatisfying(it -> assertThat(it.digits()).isEqualTo("8988211000000430011"));
    }

    @Test
    void refusesAnIccidOfAnotherLength() {
        assertThatThrownBy(() -> withIccid("98881201")).isInstanceOf(MalformedTlv.class);
    }
}
