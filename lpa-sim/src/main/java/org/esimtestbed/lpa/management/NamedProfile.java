package org.esimtestbed.lpa.management;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByAid;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;

/// A Profile as the End User names it. Cards are known that find a Profile by its ICCID only, or by its AID
/// only: what is not found, or fails for no reason, is called once more by the other name the list has for it.
public record NamedProfile(Isdr euicc, ProfileIdentifier name) {
    private static final List<String> NOT_BY_THIS_NAME = List.of("ICCID_OR_AID_NOT_FOUND", "UNDEFINED_ERROR");

    /// Calls a function of ES10c (SGP.22 §5.7.16 to §5.7.18).
    ///
    /// @param function makes the command for a name
    /// @return the first answer, unless the other name leads further
    public <R extends Enum<R>> R call(Function<ProfileIdentifier, Es10Command<R>> function) {
        var result = euicc.call(function.apply(name));
        if (!NOT_BY_THIS_NAME.contains(result.name())) return result;
        return otherName()
                .map(other -> euicc.call(function.apply(other)))
                .filter(second -> !NOT_BY_THIS_NAME.contains(second.name()))
                .orElse(result);
    }

    /// Calls ES10c.SetNickname, which takes an ICCID only (SGP.22 §5.7.21): looked up where the Profile is named by its
    /// AID.
    ///
    /// @param nickname at most 64 octets of UTF-8; empty removes it
    /// @throws NoReadableIccid if it is there and shows none
    public SetNickname.Result nickname(String nickname) {
        return switch (name) {
            case ByIccid(var iccid) -> euicc.call(new SetNickname(iccid, nickname));
            case ByAid(var aid) -> {
                var listed = info();
                if (listed.isEmpty()) yield SetNickname.Result.ICCID_NOT_FOUND;
                var iccid = listed.get().iccid().orElseThrow(() -> new NoReadableIccid("ES10c.SetNickname", aid));
                yield euicc.call(new SetNickname(iccid, nickname));
            }
        };
    }

    /// What the card lists of it (ES10c.GetProfilesInfo).
    public Optional<ProfileInfo> info() {
        return euicc.call(new GetProfilesInfo()).stream().filter(this::isIt).findFirst();
    }

    private boolean isIt(ProfileInfo info) {
        return switch (name) {
            case ByIccid(var iccid) -> info.iccid().filter(iccid::equals).isPresent();
            case ByAid(var aid) -> info.isdpAid().filter(aid::equals).isPresent();
        };
    }

    private Optional<ProfileIdentifier> otherName() {
        return switch (name) {
            case ByIccid _ -> info().flatMap(ProfileInfo::isdpAid).map(ByAid::new);
            case ByAid _ -> info().flatMap(ProfileInfo::iccid).map(ByIccid::new);
        };
    }

    /// A name as a person types or pastes it: an ICCID of 18 to 20 digits, blanks and F at its end left out; or
    /// an AID.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static ProfileIdentifier parse(String typed) {
        var text = typed.replaceAll("\\s+", "");
        if (text.matches("[0-9]{18,20}[Ff]{0,2}")) return new ByIccid(new Iccid(text.replaceFirst("[Ff]+$", "")));
        if (text.matches("(?i)A0[0-9A-F]*") && text.length() % 2 == 0 && text.length() >= 10 && text.length() <= 32) {
            return new ByAid(Aid.of(text));
        }
        throw new IllegalArgumentException(
                "a Profile is named by its ICCID, 18 to 20 digits, or by the AID of its ISD-P, 10 to 32 hexadecimal "
                        + "digits: \"" + typed + "\"");
    }
}
