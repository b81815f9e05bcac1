package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.EnableProfile (SGP.22 §5.7.16), tag BF31: enables one Profile and disables the one before it.
///
/// @param refreshFlag whether the eUICC is to ask the Device for a REFRESH
public record EnableProfile(ProfileIdentifier profileIdentifier, boolean refreshFlag)
        implements Es10Command<EnableProfile.Result> {
    public static final int TAG = 0xBF31;

    public enum Result implements ResultCode {
        OK(0),
        ICCID_OR_AID_NOT_FOUND(1),
        PROFILE_NOT_IN_DISABLED_STATE(2),
        DISALLOWED_BY_POLICY(3),
        WRONG_PROFILE_REENABLING(4),
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
    public static EnableProfile of(Tlv request) {
        request.expect(TAG);
        return new EnableProfile(
                ProfileIdentifier.of(request.child(0xA0).only()),
                request.child(0x81).asBoolean());
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, Tlv.of(0xA0, profileIdentifier.encode()), Tlv.bool(0x81, refreshFlag));
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
