package org.esimtestbed.rsp.es10;

import java.util.Set;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.eUICCMemoryReset (SGP.22 §5.7.19), tag BF34.
public record EuiccMemoryReset(Set<Option> options) implements Es10Command<EuiccMemoryReset.Result> {
    public static final int TAG = 0xBF34;

    public enum Option {
        DELETE_OPERATIONAL_PROFILES,
        DELETE_FIELD_LOADED_TEST_PROFILES,
        RESET_DEFAULT_SMDP_ADDRESS
    }

    public EuiccMemoryReset {
        options = Set.copyOf(options);
    }

    public enum Result implements ResultCode {
        OK(0),
        NOTHING_TO_DELETE(1),
        CAT_BUSY(5),
        UNDEFINED_ERROR(127);

        private final int number;

        Result(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        public Tlv encode() {
            return ResultCode.encode(TAG, this);
        }
    }

    /// @throws MalformedTlv if the request lacks a mandatory member
    public static EuiccMemoryReset of(Tlv request) {
        return new EuiccMemoryReset(NamedBits.decode(request.expect(TAG).child(0x82), Option.class));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, NamedBits.encode(0x82, options));
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
