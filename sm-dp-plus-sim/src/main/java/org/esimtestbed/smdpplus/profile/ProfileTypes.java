package org.esimtestbed.smdpplus.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.esimtestbed.profilepackage.NotPersonalisable;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;

/// The profile types this server has.
public final class ProfileTypes {
    private final Map<String, ProfileType> types;
    private final String notificationAddress;

    /// @param notificationAddress where eUICCs are to send notifications: this server
    public ProfileTypes(List<ProfileType> types, String notificationAddress) {
        this.types = types.stream().collect(Collectors.toUnmodifiableMap(ProfileType::name, Function.identity()));
        this.notificationAddress = notificationAddress;
    }

    /// The type of that name.
    ///
    /// @throws FunctionRefused with 8.2.5/3.9 if there is none
    public ProfileType require(String name) {
        return Optional.ofNullable(types.get(name))
                .orElseThrow(
                        () -> StatusCode.PROFILE_TYPE_UNKNOWN.because("no profile type is called \"" + name + "\""));
    }

    /// One subscriber's Profile Package: the elements one after another.
    ///
    /// @throws FunctionRefused with 1.3.1/2.1 if the subscriber's data cannot be put into this type
    public Bytes personalise(ProfileType type, Iccid iccid, Personalisation data) {
        try {
            var aka = data.key().flatMap(k -> data.operatorKey().map(opc -> new Subscription.AkaKeys(k, opc)));
            return type.template()
                    .personalise(new Subscription(
                            iccid,
                            new Imsi(data.imsi()),
                            data.msisdn(),
                            aka,
                            data.pin1(),
                            data.puk1(),
                            Optional.empty(),
                            Optional.empty(),
                            data.adm1()))
                    .encode();
        } catch (NotPersonalisable | IllegalArgumentException e) {
            throw StatusCode.INVALID_ELEMENT.because("personalisation: " + e.getMessage());
        }
    }

    /// The metadata of one Profile of a type; every event is to be told to this server.
    public ProfileMetadata metadata(String typeName, Iccid iccid) {
        var type = require(typeName);
        var notifications =
                List.of(new NotificationConfiguration(EnumSet.allOf(NotificationEvent.class), notificationAddress));
        return new ProfileMetadata(
                iccid,
                type.serviceProviderName(),
                type.profileName(),
                Optional.empty(),
                Optional.of(type.profileClass()),
                notifications,
                type.owner(),
                Set.of());
    }
}
