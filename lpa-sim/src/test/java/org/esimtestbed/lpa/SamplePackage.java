package org.esimtestbed.lpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.NotificationConfiguration;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A package in the right form whose blocks protect nothing.
public final class SamplePackage {
    private static final Bytes MAC = Bytes.repeat(0xAC, 8);

    private SamplePackage() {}

    public static Bytes octets(int count) {
        var octets = new int[count];
        for (int i = 0; i < count; i++) octets[i] = i;
        return Bytes.of(octets);
    }

    public static ProfileMetadata metadata(String profileName) {
        return new ProfileMetadata(
                Iccid.withLuhnDigit("898821190000000001"),
                "Provider",
                profileName,
                Optional.empty(),
                Optional.empty(),
                List.of(new NotificationConfiguration(Set.of(NotificationEvent.INSTALL), "smdp.example.com")),
                Optional.empty(),
                Set.of());
    }

    public static BoundProfilePackage bound(TransactionId transactionId, int elements) {
        return bound(transactionId, elements, metadata("Profile"));
    }

    public static BoundProfilePackage bound(TransactionId transactionId, int elements, ProfileMetadata metadata) {
        var channel = InitialiseSecureChannel.signed(
                InitialiseSecureChannel.unsigned(
                        transactionId,
                        new InitialiseSecureChannel.ControlRefTemplate(0x88, 0x10, Bytes.of(1)),
                        Bytes.repeat(4, 65)),
                Bytes.repeat(5, 64));
        var blocks = new ArrayList<Tlv>();
        for (int i = 0; i < elements; i++) blocks.add(Tlv.of(0x86, octets(1000)));
        return BoundProfilePackage.of(Tlv.of(
                0xBF36,
                channel,
                Tlv.of(0xA0, Tlv.of(0x87, octets(40))),
                Tlv.of(0xA1, Tlv.of(0x88, metadata.encode().raw().plus(MAC))),
                Tlv.of(0xA3, blocks)));
    }

    public static ProfileInstallationResult failed(TransactionId transactionId, ErrorReason reason) {
        var data = new ProfileInstallationResult.Data(
                transactionId,
                new NotificationMetadata(7, NotificationEvent.INSTALL, "smdp.example.com", Optional.empty()),
                Optional.empty(),
                new ProfileInstallationResult.Failure(BppCommandId.values()[0], reason, Optional.empty()));
        return ProfileInstallationResult.signed(data.encode(), Bytes.repeat(6, 64));
    }
}
