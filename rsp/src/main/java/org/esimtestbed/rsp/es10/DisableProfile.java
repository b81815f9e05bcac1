package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.DisableProfile (SGP.22 §5.7.17), tag BF32: disables the enabled Profile.
///
/// @param refreshFlag whether the eUICC is to ask the Device for a REFRESH
public record DisableProfile(ProfileIdentifier profileIdentifier, boolean refreshFlag)
        implements Es10Command<DisableProfile.Result> {
    public static final int TAG = 0xBF32;

    public enum Result implements ResultCode {
        OK(0),
        ICCID_OR_AID_NOT_FOUND(1),
        PROFILE_NOT_IN_ENABLED_STATE(2),
        DISALLOWED_BY_POLICY(3),
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
    public static DisableProfile of(Tlv request) {
        request.expect(TAG);
        return new DisableProfile(
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
