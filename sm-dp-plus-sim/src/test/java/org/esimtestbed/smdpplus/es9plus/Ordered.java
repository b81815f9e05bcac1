package org.esimtestbed.smdpplus.es9plus;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.profile.Protection;

/// Profiles that were ordered and released, and are not like the others.
public final class Ordered {
    /// The longest there may be: three blocks of a package.
    public static final Appearance LARGE = new Appearance(
            "S".repeat(32),
            "P".repeat(64),
            Optional.of(new ProfileMetadata.Icon(1, Bytes.repeat(0x5A, 1024))),
            ProfileClass.OPERATIONAL,
            IntStream.range(0, 20)
                    .mapToObj(i -> new NotificationConfiguration(
                            EnumSet.allOf(NotificationEvent.class), "server-" + i + ".of-notifications.example.com"))
                    .toList(),
            Optional.empty(),
            Set.of());

    public static final Appearance PLAIN = Appearance.plain("Provider", "Profile");

    private Ordered() {}

    static Appearance withRule(PolicyRule rule) {
        return new Appearance(
                "Provider",
                "Profile",
                Optional.empty(),
                ProfileClass.OPERATIONAL,
                List.of(),
                Optional.of(OperatorId.of("001", "01")),
                Set.of(rule));
    }

    /// @param more members of confirmOrder, each with a comma after it
    public static Iccid released(TestSmDpPlus smdp, Appearance appearance, Protection protection, String more)
            throws IOException {
        var iccid = smdp.released(more);
        var type = new ProfileType(
                "other", org.esimtestbed.profilepackage.type.ProfileType.generic(), appearance, protection);
        var data = new Personalisation(
                "001010000000001",
                Optional.empty(),
                Optional.of("000102030405060708090A0B0C0D0E0F"),
                Optional.of("101112131415161718191A1B1C1D1E1F"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        smdp.running.contents().put(iccid, new ProfileTypes(List.of(), TestSmDpPlus.ADDRESS).make(type, iccid, data));
        return iccid;
    }

    /// The content of a released Profile changed.
    static Iccid released(TestSmDpPlus smdp, UnaryOperator<ProfileContent> changed) throws IOException {
        var iccid = smdp.released("");
        var contents = smdp.running.contents();
        var offer = contents.offer(iccid);
        contents.put(
                iccid,
                changed.apply(new ProfileContent(
                        contents.packaged(iccid).profilePackage(),
                        ProfileMetadata.of(offer.metadata()),
                        offer.requirements(),
                        offer.protection())));
        return iccid;
    }

    /// The order changed as nothing on the wire changes it.
    static Iccid changed(TestSmDpPlus smdp, Iccid iccid, UnaryOperator<ProfileOrder> change) {
        var orders = smdp.running.orders();
        orders.save(change.apply(orders.find(iccid).orElseThrow()), Change.byAdministrator("for a test"));
        return iccid;
    }
}
