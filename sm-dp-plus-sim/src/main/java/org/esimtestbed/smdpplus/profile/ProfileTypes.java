package org.esimtestbed.smdpplus.profile;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.esimtestbed.profilepackage.NotPersonalisable;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;

/// The profile types this server has, and the Profiles made from them.
public final class ProfileTypes {
    private final Supplier<List<ProfileType>> types;
    private final String notificationAddress;

    /// @param types               by name
    /// @param notificationAddress where eUICCs are to send notifications: this server
    public ProfileTypes(Supplier<List<ProfileType>> types, String notificationAddress) {
        this.types = types;
        this.notificationAddress = notificationAddress;
    }

    /// Types that stay.
    public ProfileTypes(List<ProfileType> types, String notificationAddress) {
        this(() -> types, notificationAddress);
    }

    /// The types, by name.
    public List<ProfileType> all() {
        return types.get();
    }

    public Optional<ProfileType> find(String name) {
        return all().stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /// The type an operator may order under that name. Another operator's is as unknown as one that is not there.
    ///
    /// @throws FunctionRefused with 8.2.5/3.9 if there is none
    public ProfileType require(String name, Operator operator) {
        return find(name)
                .filter(type -> type.isOpenTo(operator))
                .orElseThrow(
                        () -> StatusCode.PROFILE_TYPE_UNKNOWN.because("no profile type is called \"" + name + "\""));
    }

    /// Makes one subscriber's Profile.
    ///
    /// @throws FunctionRefused with 1.3.1/2.1 if the subscriber's data cannot be put into this type
    public ProfileContent make(ProfileType type, Iccid iccid, Personalisation data) {
        try {
            var aka = data.key().flatMap(k -> data.operatorKey().map(opc -> new Subscription.AkaKeys(k, opc)));
            return content(
                    type.template()
                            .personalise(new Subscription(
                                    iccid,
                                    new Imsi(data.imsi()),
                                    data.msisdn(),
                                    aka,
                                    data.pin1(),
                                    data.puk1(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    data.adm1())),
                    iccid,
                    type.appearance(),
                    type.protection());
        } catch (NotPersonalisable | IllegalArgumentException e) {
            throw StatusCode.INVALID_ELEMENT.because("personalisation: " + e.getMessage());
        }
    }

    /// A Profile whose package is there already, octet for octet.
    public ProfileContent content(ProfilePackage profile, Iccid iccid, Appearance appearance, Protection protection) {
        return new ProfileContent(
                profile.encode(),
                appearance.metadata(iccid, notificationAddress),
                Requirements.of(profile),
                protection);
    }
}
