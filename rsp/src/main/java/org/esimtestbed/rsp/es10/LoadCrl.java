package org.esimtestbed.rsp.es10;

import java.util.List;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.LoadCRL (SGP.22 §5.7.12), tag BF35: from now on the eUICC refuses what the CRL revokes.
///
/// @param crl a CertificateList in DER
public record LoadCrl(Bytes crl) implements Es10Command<LoadCrl.Response> {
    public static final int TAG = 0xBF35;

    public sealed interface Response {
        Tlv encode();
    }

    /// @param missingParts numbers of the parts of the same CRL that have not been loaded yet
    public record Loaded(List<Integer> missingParts) implements Response {
        public Loaded {
            missingParts = List.copyOf(missingParts);
        }

        @Override
        public Tlv encode() {
            if (missingParts.isEmpty()) return Tlv.of(TAG, Tlv.of(0xA0, Bytes.EMPTY));
            var parts = missingParts.stream()
                    .map(number -> Tlv.of(Tags.SEQUENCE, Tlv.number(0x80, number)))
                    .toList();
            return Tlv.of(TAG, Tlv.of(0xA0, Tlv.of(0xA0, parts)));
        }
    }

    public record Refused(Code code) implements Response {
        @Override
        public Tlv encode() {
            return Tlv.of(TAG, Tlv.number(0x81, code.number()));
        }
    }

    public enum Code implements ResultCode {
        INVALID_SIGNATURE(1),
        INVALID_CRL_FORMAT(2),
        NOT_ENOUGH_MEMORY_SPACE(3),
        VERIFICATION_KEY_NOT_FOUND(4),
        FRESHER_CRL_ALREADY_LOADED(5),
        BASE_CRL_MISSING(6),
        UNDEFINED_ERROR(127);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /// @throws MalformedTlv if the request lacks its CRL
    public static LoadCrl of(Tlv request) {
        return new LoadCrl(request.expect(TAG).child(Tags.SEQUENCE).raw());
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, Tlv.parse(crl));
    }

    /// @throws MalformedTlv if the answer is neither alternative
    @Override
    public Response response(Tlv response) {
        var answer = response.expect(TAG).only();
        if (answer.tag() == 0x81) {
            for (var code : Code.values()) if (code.number == answer.asInt()) return new Refused(code);
            throw answer.malformed("is no error of LoadCRL: " + answer.asInt());
        }
        return new Loaded(answer.expect(0xA0)
                .find(0xA0)
                .map(parts -> parts.children().stream()
                        .map(part -> part.child(0x80).asInt())
                        .toList())
                .orElse(List.of()));
    }
}
