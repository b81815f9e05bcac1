package org.esimtestbed.euicc.state;

import java.util.Optional;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Tlv;

/// One Profile in its ISD-P.
///
/// @param isdpAid           AID of its ISD-P
/// @param metadata          as StoreMetadata brought it
/// @param nickname          at most 64 octets of UTF-8, set by the End User
/// @param dpProprietaryData B8 as ConfigureISDP brought it
public record InstalledProfile(
        Aid isdpAid,
        ProfileState state,
        ProfileMetadata metadata,
        Optional<String> nickname,
        Optional<Tlv> dpProprietaryData,
        ProfileContent content) {

    public Iccid iccid() {
        return metadata.iccid();
    }

    public boolean isEnabled() {
        return state == ProfileState.ENABLED;
    }

    public InstalledProfile with(ProfileState newState) {
        return new InstalledProfile(isdpAid, newState, metadata, nickname, dpProprietaryData, content);
    }

    public InstalledProfile with(Optional<String> newNickname) {
        return new InstalledProfile(isdpAid, state, metadata, newNickname, dpProprietaryData, content);
    }

    public InstalledProfile with(ProfileContent newContent) {
        return new InstalledProfile(isdpAid, state, metadata, nickname, dpProprietaryData, newContent);
    }

    @Override
    public String toString() {
        return "InstalledProfile[" + isdpAid + ", ICCID " + iccid() + ", " + state + "]";
    }
}
