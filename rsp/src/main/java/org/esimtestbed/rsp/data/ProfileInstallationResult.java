package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ProfileInstallationResult (SGP.22 §2.5.6), tag BF37: what became of a Bound Profile Package, signed by the eUICC.
///
/// @param data      BF27 with the octets euiccSignPIR covers
/// @param signature r‖s, 64 octets; empty where the eUICC could not sign because no session was open
public record ProfileInstallationResult(Tlv tlv, Signed<Data> data, Bytes signature) implements PendingNotification {

    public record Data(
            TransactionId transactionId,
            NotificationMetadata notificationMetadata,
            Optional<Oid> smdpOid,
            FinalResult finalResult) {

        public Tlv encode() {
            return encode(transactionId, notificationMetadata.encode(), smdpOid, finalResult);
        }

        /// With NotificationMetadata BF2F as its maker wrote it.
        public static Tlv encode(
                TransactionId transactionId, Tlv notificationMetadata, Optional<Oid> smdpOid, FinalResult finalResult) {
            var members = new ArrayList<Tlv>();
            members.add(TransactionIdTag.encode(transactionId));
            members.add(notificationMetadata);
            smdpOid.ifPresent(oid -> members.add(Tlv.of(Tags.OBJECT_IDENTIFIER, oid.value())));
            members.add(Tlv.of(0xA2, finalResult.encode()));
            return Tlv.of(Tags.PROFILE_INSTALLATION_RESULT_DATA, members);
        }

        /// @throws MalformedTlv if a mandatory member is missing
        public static Data of(Tlv tlv) {
            tlv.expect(Tags.PROFILE_INSTALLATION_RESULT_DATA);
            return new Data(
                    TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID)),
                    NotificationMetadata.of(tlv.child(Tags.NOTIFICATION_METADATA)),
                    tlv.find(Tags.OBJECT_IDENTIFIER).map(OidTag::of),
                    FinalResult.of(tlv.child(0xA2).only()));
        }
    }

    public sealed interface FinalResult {
        Tlv encode();

        /// What the interpreter said of the profile elements: one or more EUICCResponse, octets of the TCA
        /// specification.
        Optional<Bytes> simaResponse();

        /// @throws MalformedTlv if the data object is neither a success nor an error
        static FinalResult of(Tlv tlv) {
            return switch (tlv.tag()) {
                case 0xA0 ->
                    new Success(
                            new Aid(tlv.child(Tags.ISDP_AID).sized(5, 16)),
                            Optional.of(tlv.child(Tags.OCTET_STRING).value()));
                case 0xA1 ->
                    new Failure(
                            BppCommandId.of(tlv.child(0x80)),
                            ErrorReason.of(tlv.child(0x81)),
                            tlv.find(0x82).map(Tlv::value));
                default -> throw tlv.malformed("is no finalResult");
            };
        }
    }

    public record Success(Aid isdpAid, Optional<Bytes> simaResponse) implements FinalResult {
        @Override
        public Tlv encode() {
            return Tlv.of(
                    0xA0,
                    Tlv.of(Tags.ISDP_AID, isdpAid.bytes()),
                    Tlv.of(Tags.OCTET_STRING, simaResponse.orElse(Bytes.EMPTY)));
        }
    }

    public record Failure(BppCommandId command, ErrorReason reason, Optional<Bytes> simaResponse)
            implements FinalResult {
        @Override
        public Tlv encode() {
            var members = new ArrayList<Tlv>();
            members.add(command.encode(0x80));
            members.add(Tlv.number(0x81, reason.number()));
            simaResponse.ifPresent(response -> members.add(Tlv.of(0x82, response)));
            return Tlv.of(0xA1, members);
        }
    }

    @Override
    public NotificationMetadata metadata() {
        return data.value().notificationMetadata();
    }

    public static ProfileInstallationResult signed(Tlv data, Bytes signature) {
        return of(Tlv.of(Tags.PROFILE_INSTALLATION_RESULT, data, Tlv.of(Tags.SIGNATURE, signature)));
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static ProfileInstallationResult of(Tlv tlv) {
        tlv.expect(Tags.PROFILE_INSTALLATION_RESULT);
        return new ProfileInstallationResult(
                tlv,
                Signed.read(tlv.child(Tags.PROFILE_INSTALLATION_RESULT_DATA), Data::of),
                tlv.child(Tags.SIGNATURE).value());
    }
}
