package org.esimtestbed.smdpplus.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.esimtestbed.corpus.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Both curves by themselves, and the certification paths that were published on them.
class ForeignCurveTest {
    private static final Instant WHILE_ALL_ARE_VALID = Instant.parse("2025-01-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void agreesAndSigns(ForeignCurve curve) {
        var one = curve.generate();
        var other = curve.generate();
        var covered = "covered".getBytes(UTF_8);
        var signed = DataObject.application(55, ForeignCurve.sign(one.getPrivate(), covered));

        assertThat(curve.agree(one.getPrivate(), ForeignCurve.point(other.getPublic())))
                .hasSize(32)
                .isEqualTo(curve.agree(other.getPrivate(), ForeignCurve.point(one.getPublic())));
        assertThatCode(() -> ForeignCurve.verify("it", one.getPublic(), signed, covered))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ForeignCurve.verify("it", other.getPublic(), signed, covered))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessage("it does not verify");
        assertThatThrownBy(() -> curve.agree(one.getPrivate(), Spoiled.at(ForeignCurve.point(other.getPublic()), 64)))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("no point of the curve");
    }

    @ParameterizedTest
    @CsvSource({"NIST, BRP", "BRP, NIST"})
    void trustsThePublishedServersOfItsOwnCiAlone(String suffix, String otherSuffix) {
        var trust = ForeignTrust.in(Corpus.read("sgp26/CERT_CI_ECDSA_" + suffix + ".der"), WHILE_ALL_ARE_VALID);
        var dpAuth = trust.server(Corpus.read("sgp26/CERT_S_SM_DPauth_ECDSA_" + suffix + ".der"), ForeignTrust.DP_AUTH);
        var dpPb = trust.server(Corpus.read("sgp26/CERT_S_SM_DPpb_ECDSA_" + suffix + ".der"), ForeignTrust.DP_PB);
        var foreign = Corpus.read("sgp26/CERT_S_SM_DPauth_ECDSA_" + otherSuffix + ".der");

        assertThat(ForeignTrust.oid(dpAuth)).isEqualTo(ForeignTrust.oid(dpPb)).isEqualTo("2.999.10");
        assertThatThrownBy(() -> trust.server(foreign, ForeignTrust.DP_AUTH)).isInstanceOf(ForeignRefusal.class);
    }
}
