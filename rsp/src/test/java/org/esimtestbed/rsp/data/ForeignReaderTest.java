package org.esimtestbed.rsp.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What our records write is DER to readers that no one here wrote.
class ForeignReaderTest {
    private static final Iccid ICCID = new Iccid("8988211000000467285");
    private static final TransactionId TRANSACTION = new TransactionId(Bytes.repeat(0x81, 16));
    private static final DeviceInfo DEVICE = new DeviceInfo(
            Bytes.hex("35290611"),
            Map.of(DeviceInfo.GSM, new Version(15, 0, 0), DeviceInfo.EUTRAN, new Version(15, 0, 0)),
            Optional.of(Bytes.repeat(0x35, 8)));

    static Stream<Named<Tlv>> messages() {
        var notification =
                new NotificationMetadata(128, NotificationEvent.DELETE, "smdp.example.com", Optional.of(ICCID));
        var info2 = new EuiccInfo2(
                new Version(2, 3, 1),
                new Version(2, 2, 2),
                new Version(1, 0, 0),
                new CardResource(3, 300_000, 65_535),
                EnumSet.of(EuiccInfo2.UiccCapability.USIM, EuiccInfo2.UiccCapability.MULTIPLE_USIM),
                Optional.of(new Version(3, 0, 5)),
                Optional.empty(),
                Set.of(),
                List.of(Bytes.repeat(1, 20)),
                List.of(Bytes.repeat(2, 20), Bytes.repeat(3, 20)),
                Optional.of(2),
                EnumSet.of(PolicyRule.PPR1),
                new Version(1, 0, 0),
                "XY-12345");
        var context = new CtxParams1(Optional.of(""), DEVICE).encode();
        var metadata = new ProfileMetadata(
                ICCID,
                "Anbieter",
                "Größe L",
                Optional.of(new ProfileMetadata.Icon(1, Bytes.repeat(9, 1024))),
                Optional.of(ProfileClass.OPERATIONAL),
                List.of(new NotificationConfiguration(
                        EnumSet.of(NotificationEvent.INSTALL, NotificationEvent.DELETE), "smdp.example.com")),
                Optional.of(OperatorId.of("001", "01")),
                EnumSet.of(PolicyRule.PPR2));
        var result = new ProfileInstallationResult.Data(
                TRANSACTION,
                notification,
                Optional.of(new Oid("2.999.10")),
                new ProfileInstallationResult.Failure(
                        BppCommandId.LOAD_PROFILE_ELEMENTS,
                        ErrorReason.PE_PROCESSING_ERROR,
                        Optional.of(Bytes.hex("3007A0053003800106"))));
        return Stream.of(
                Named.of("EUICCInfo1", new EuiccInfo1(new Version(2, 2, 2), List.of(), List.of()).encode()),
                Named.of("EUICCInfo2", info2.encode()),
                Named.of("ctxParams1", context),
                Named.of(
                        "ServerSigned1",
                        new ServerSigned1(TRANSACTION, Bytes.repeat(1, 16), "a.example", Bytes.repeat(2, 16)).encode()),
                Named.of(
                        "EuiccSigned1",
                        EuiccSigned1.encode(TRANSACTION, "a.example", Bytes.repeat(2, 16), info2.encode(), context)),
                Named.of("SmdpSigned2", new SmdpSigned2(TRANSACTION, true, Optional.of(Bytes.repeat(4, 65))).encode()),
                Named.of(
                        "EUICCSigned2",
                        new EuiccSigned2(TRANSACTION, Bytes.repeat(4, 65), Optional.of(Bytes.repeat(5, 32))).encode()),
                Named.of("StoreMetadata", metadata.encode()),
                Named.of(
                        "ConfigureISDP",
                        ConfigureIsdp.withOid(new Oid("2.999.10")).encode()),
                Named.of(
                        "NotificationMetadataList",
                        ListNotification.encode(List.of(notification.encode(), notification.encode()))),
                Named.of("ProfileInstallationResultData", result.encode()),
                Named.of("finalResult", new ProfileInstallationResult.Success(Aid.isdP(0), Optional.empty()).encode()),
                Named.of(
                        "EuiccCancelSessionSigned",
                        new EuiccCancelSessionSigned(
                                        TRANSACTION, new Oid("2.999.10"), CancelSessionReason.UNDEFINED_REASON)
                                .encode()),
                Named.of(
                        "AuthenticateServerError",
                        new AuthenticateServerResponse.Refused(
                                        TRANSACTION, AuthenticateServerResponse.Code.UNDEFINED_ERROR)
                                .encode()),
                Named.of(
                        "RulesAuthorisationTable",
                        GetRat.encode(List.of(new GetRat.Rule(
                                EnumSet.of(PolicyRule.PPR1), List.of(OperatorId.of("262", "01")), true)))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void bouncyCastleReadsAndWritesTheSameOctets(Tlv message) throws IOException {
        var read = ASN1Primitive.fromByteArray(message.raw().toArray());
        assertThat(Bytes.wrap(read.getEncoded(ASN1Encoding.DL))).isEqualTo(message.raw());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void opensslParses(Tlv message, @TempDir Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("message.der");
        Files.write(file, message.raw().toArray());
        Process openssl;
        try {
            openssl = new ProcessBuilder("openssl", "asn1parse", "-inform", "der", "-in", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            Assumptions.abort("openssl is not installed");
            return;
        }
        var output = new String(openssl.getInputStream().readAllBytes(), UTF_8);
        assertThat(openssl.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("rror").contains("0:d=0");
    }
}
