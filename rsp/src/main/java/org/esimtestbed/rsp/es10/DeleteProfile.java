package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.DeleteProfile (SGP.22 §5.7.18), tag BF33: deletes a disabled Profile.
public record DeleteProfile(ProfileIdentifier profileIdentifier) implements Es10Command<DeleteProfile.Result> {
    public static final int TAG = 0xBF33;

    public enum Result implements ResultCode {
        OK(0),
        ICCID_OR_AID_NOT_FOUND(1),
        PROFILE_NOT_IN_DISABLED_STATE(2),
        DISALLOWED_BY_POLICY(3),
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
    public static DeleteProfile of(Tlv request) {
        return new DeleteProfile(ProfileIdentifier.of(request.expect(TAG).only()));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, profileIdentifier.encode());
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
