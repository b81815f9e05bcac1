package org.esimtestbed.rsp.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @Nested
    class AnEid {
        @Test
        void hasTheCheckDigitsOfSgp26() {
            // the EID of the published SGP.26 eUICC certificate
            assertThat(Eid.withCheckDigits("890490321234512345123456789012").digits())
                    .isEqualTo("89049032123451234512345678901235");
        }

        @Test
        void isSixteenOctetsInReadingOrder() {
            var eid = new Eid("89049032123451234512345678901235");
            assertThat(eid.bytes()).isEqualTo(Bytes.hex("89049032123451234512345678901235"));
            assertThat(Eid.of(eid.bytes())).isEqualTo(eid);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "8904903212345123451234567890123",
                    "890490321234512345123456789012356",
                    "8904903212345123451234567890123F"
                })
        void isRefusedOtherwise(String digits) {
            assertThatThrownBy(() -> new Eid(digits)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void mayHaveWrongCheckDigitsUnlessSomebodyTypesIt() {
            var wrong = "89049032123451234512345678901299";

            assertThat(new Eid(wrong).hasCheckDigits()).isFalse();
            assertThat(new Eid("89049032123451234512345678901235").hasCheckDigits())
                    .isTrue();
            assertThatThrownBy(() -> Eid.typed(wrong)).hasMessageContaining("check digits");
        }
    }

    @Nested
    class AnIccid {
        @ParameterizedTest
        @CsvSource({
            "8988211000000467285,988812010000407682F5",
            "89000123456789012341,98001032547698103214",
            "894922050101234567,989422501010325476FF"
        })
        void isSwappedAndPadded(String digits, String ef) {
            assertThat(new Iccid(digits).ef()).isEqualTo(Bytes.hex(ef));
            assertThat(Iccid.ofEf(Bytes.hex(ef)).digits()).isEqualTo(digits);
        }

        @Test
        void endsInItsLuhnDigit() {
            assertThat(Iccid.withLuhnDigit("898821100000046728").digits()).isEqualTo("8988211000000467285");
            assertThat(new Iccid("8988211000000467285").hasLuhnDigit()).isTrue();
            assertThat(new Iccid("8988211000000467286").hasLuhnDigit()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"001010123456789,080910101032547698", "00101012345678,0801101010325476F8", "262010,042926010FFFFFFFFF"})
    void imsiIsCodedAsInEfImsi(String digits, String ef) {
        if (digits.length() != 6) assertThat(new Imsi(digits).ef()).isEqualTo(Bytes.hex(ef));
        assertThat(Imsi.ofEf(new Imsi(digits).ef()).digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.23.146.1.2.1.4", "2.999.10", "1.3.6.1.4.1.31746", "1.2.840.10045.2.1", "0.9.2342"})
    void oidIsCodedAsBouncyCastleDoes(String dotted) throws IOException {
        var theirs = Bytes.wrap(new ASN1ObjectIdentifier(dotted).getEncoded()).from(2);
        assertThat(new Oid(dotted).value()).isEqualTo(theirs);
        assertThat(Oid.of(theirs).dotted()).isEqualTo(dotted);
    }

    @Test
    void isdPAidsCountFromTen() {
        assertThat(Aid.isdP(0).toString()).isEqualTo("A0000005591010FFFFFFFF8900001000");
        assertThat(Aid.isdP(1).toString()).isEqualTo("A0000005591010FFFFFFFF8900001100");
    }

    @Nested
    class AnActivationCode {
        @ParameterizedTest
        @CsvSource({
            "1$smdp.example.com$04386-AGYFT-A74Y8-3F815,smdp.example.com,04386-AGYFT-A74Y8-3F815,,false",
            "LPA:1$smdp.example.com$,smdp.example.com,'',,false",
            "lpa:1$127.0.0.1:8443$AB-1,127.0.0.1:8443,AB-1,,false",
            "1$smdp.example.com$T$1.3.6.1.4.1.31746,smdp.example.com,T,1.3.6.1.4.1.31746,false",
            "1$smdp.example.com$T$1.3.6.1.4.1.31746$1,smdp.example.com,T,1.3.6.1.4.1.31746,true",
            "' 1$smdp.example.com$T$$1 ',smdp.example.com,T,,true",
            "'LPA: 1 $ smdp.example.com $ T ',smdp.example.com,T,,false",
            "'\uFEFFLPA:1$smdp.example.com$T\u00A0',smdp.example.com,T,,false",
            "'1$smdp.example.com$T$\t\n',smdp.example.com,T,,false",
            "1$smdp.example.com$T$$,smdp.example.com,T,,false",
            "1$SMDP.EXAMPLE.COM:65535$$$1,SMDP.EXAMPLE.COM:65535,'',,true"
        })
        void isRead(String text, String address, String matchingId, String oid, boolean confirmation) {
            var code = ActivationCode.parse(text);
            assertThat(code)
                    .isEqualTo(new ActivationCode(
                            address, matchingId, Optional.ofNullable(oid).map(Oid::new), confirmation));
            assertThat(ActivationCode.parse(code.qrText())).isEqualTo(code);
        }

        @ParameterizedTest
        @CsvSource({
            "hello,begins with 1$",
            "'',begins with 1$",
            "2$smdp.example.com$T,begins with 1$",
            "1$smdp.example.com,3 to 5 parts",
            "1$$T,no SM-DP+ address",
            "1$smdp example$T,no SM-DP+ address",
            "1$smdp.example.com$T_T,a MatchingID has",
            "1$smdp.example.com$T$x,no object identifier",
            "1$smdp.example.com$T$$2,Required Flag",
            "1$smdp.example.com$T$$1$,3 to 5 parts",
            "LPA:LPA:1$smdp.example.com$T,begins with 1$",
            "1$smdp..example.com$T,no SM-DP+ address",
            "1$smdp.example.com.$T,no SM-DP+ address",
            "1$smdp.example.com:0$T,no SM-DP+ address",
            "1$smdp.example.com:65536$T,no SM-DP+ address",
            "1$https://smdp.example.com$T,no SM-DP+ address",
            "1$smdp.example.com$T T,a MatchingID has",
            "1$smdp.example.com$T$$0,Required Flag"
        })
        void isRefusedWithThePartThatIsWrong(String text, String words) {
            assertThatThrownBy(() -> ActivationCode.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(words);
        }

        @Test
        void hasAtMost255Characters() { // SGP.22 §4.1
            var longest = "1$smdp.example.com$" + "T".repeat(255 - 19);
            assertThat(ActivationCode.parse("LPA:" + longest).toString()).isEqualTo(longest);
            assertThatThrownBy(() -> ActivationCode.parse(longest + "T")).hasMessageContaining("at most 255");
        }
    }
}
