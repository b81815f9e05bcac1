package org.esimtestbed.euicc.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspFailure;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One Bound Profile Package on its way to being a Profile: the functions of ES8+ (SGP.22 §5.5) in the order the
/// package brings them. Changes nothing outside itself.
final class Installation {
    private final Euicc euicc;
    private final PackageStructure structure;
    private final List<Bytes> opened = new ArrayList<>();
    private final ProfileInterpreters interpreters;
    private int segments;
    private Bsp bsp;
    private BppCommandId command = BppCommandId.CONFIGURE_ISDP;
    private Optional<Tlv> dpProprietaryData = Optional.empty();
    private Optional<ProfileMetadata> metadata = Optional.empty();
    private Optional<ProfileInterpreter> interpreter = Optional.empty();

    /// InitialiseSecureChannel has been carried out.
    Installation(Euicc euicc, PackageStructure structure, ProfileInterpreters interpreters, Bsp bsp) {
        this.euicc = euicc;
        this.structure = structure;
        this.interpreters = interpreters;
        this.bsp = bsp;
    }

    /// ES8+.InitialiseSecureChannel (§5.5.1): verifies the SM-DP+ and agrees on the session keys.
    static Bsp initialiseSecureChannel(Euicc euicc, PreparedDownload download, Tlv bf23) throws InstallationFailed {
        InitialiseSecureChannel request;
        try {
            request = InitialiseSecureChannel.of(bf23);
        } catch (MalformedTlv e) {
            throw new InstallationFailed(
                    ErrorReason.INCORRECT_INPUT_VALUES, "InitialiseSecureChannel " + e.getMessage());
        }
        var crypto = euicc.crypto();
        var covered =
                InitialiseSecureChannel.covered(bf23, download.oneTimeKey().publicPoint());
        if (!crypto.verify(download.certificate().publicKey(), covered, request.smdpSign())) {
            throw new InstallationFailed(ErrorReason.INVALID_SIGNATURE, "smdpSign does not verify");
        }
        if (request.remoteOperation() != InitialiseSecureChannel.INSTALL_BOUND_PROFILE_PACKAGE) {
            throw new InstallationFailed(
                    ErrorReason.UNSUPPORTED_REMOTE_OPERATION_TYPE, "remoteOpId is " + request.remoteOperation());
        }
        if (!download.transactionId().filter(request.transactionId()::equals).isPresent()) {
            throw new InstallationFailed(
                    ErrorReason.INVALID_TRANSACTION_ID,
                    "the package is for another session: " + request.transactionId());
        }
        var template = request.controlRefTemplate();
        if (template.keyType() != BspKeys.KEY_TYPE_AES || template.keyLength() != BspKeys.KEY_LENGTH) {
            throw new InstallationFailed(ErrorReason.UNSUPPORTED_CRT_VALUES, "the keys asked for are not AES-128");
        }
        try {
            var otherKey = crypto.publicKey(download.oneTimeKey().curve(), request.smdpOtpk());
            var secret = crypto.agree(download.oneTimeKey().privateKey(), otherKey);
            return new Bsp(
                    BspKeys.derive(secret, template.hostId(), euicc.identity().eid()));
        } catch (IllegalArgumentException e) {
            throw new InstallationFailed(ErrorReason.INCORRECT_INPUT_VALUES, "smdpOtpk: " + e.getMessage());
        }
    }

    /// Takes one segment. @throws InstallationFailed if the installation ends here
    void accept(Bytes segment) throws InstallationFailed {
        euicc.misbehaviour().segment(++segments, segment);
        try {
            for (var rest = segment; !rest.isEmpty(); ) {
                var header = SegmentHeader.of(rest);
                if (Tlv.isConstructed(header.tag())) {
                    structure.open(header);
                    command = commandOf(header.tag());
                    rest = rest.from(header.size());
                } else {
                    var block = Tlv.first(rest);
                    structure.block(block.tag(), block.raw().size());
                    open(block);
                    rest = rest.from(block.raw().size());
                }
            }
        } catch (MalformedTlv e) {
            throw new InstallationFailed(ErrorReason.SCP03T_STRUCTURE_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private void open(Tlv block) throws InstallationFailed {
        Bytes plain;
        try {
            plain = structure.sequence() == BoundProfilePackage.STORE_METADATA ? bsp.verify(block) : bsp.decrypt(block);
        } catch (BspFailure e) {
            throw new InstallationFailed(ErrorReason.SCP03T_SECURITY_ERROR, String.valueOf(e.getMessage()));
        }
        if (structure.sequence() == BoundProfilePackage.PROFILE_ELEMENTS) {
            interpreter().accept(plain);
            return;
        }
        opened.add(plain);
        if (!structure.isSequenceComplete()) return;
        var whole = Bytes.concat(opened.toArray(Bytes[]::new));
        opened.clear();
        carryOut(whole);
    }

    private void carryOut(Bytes function) throws InstallationFailed {
        try {
            var tlv = Tlv.parse(function);
            switch (structure.sequence()) {
                case BoundProfilePackage.CONFIGURE_ISDP ->
                    dpProprietaryData = ConfigureIsdp.of(tlv).dpProprietaryData();
                case BoundProfilePackage.STORE_METADATA -> storeMetadata(ProfileMetadata.of(tlv));
                default -> bsp = new Bsp(ReplaceSessionKeys.of(tlv).keys());
            }
        } catch (MalformedTlv e) {
            throw new InstallationFailed(ErrorReason.INCORRECT_INPUT_VALUES, command + " " + e.getMessage());
        }
    }

    private void storeMetadata(ProfileMetadata stored) throws InstallationFailed {
        metadata = Optional.of(stored);
        new MetadataCheck(euicc.settings(), euicc.memory().state()).check(stored);
        euicc.misbehaviour().metadata(stored);
    }

    private ProfileInterpreter interpreter() {
        var ready = interpreter.orElseGet(
                () -> interpreters.interpreter(euicc, metadata.orElseThrow().iccid()));
        interpreter = Optional.of(ready);
        return ready;
    }

    boolean isComplete() {
        return structure.isComplete();
    }

    BppCommandId command() {
        return command;
    }

    Optional<Iccid> iccid() {
        return metadata.map(ProfileMetadata::iccid);
    }

    Bytes simaResponse() {
        return interpreter().simaResponse();
    }

    /// The Profile, disabled, in the ISD-P that is free for it.
    InstalledProfile profile() throws InstallationFailed {
        var content = interpreter().finish();
        new MetadataCheck(euicc.settings(), euicc.memory().state()).checkKeys(metadata.orElseThrow(), content);
        return new InstalledProfile(
                euicc.memory().state().freeIsdpAid(),
                ProfileState.DISABLED,
                metadata.orElseThrow(),
                Optional.empty(),
                dpProprietaryData,
                content);
    }

    private static BppCommandId commandOf(int sequence) {
        return switch (sequence) {
            case BoundProfilePackage.CONFIGURE_ISDP -> BppCommandId.CONFIGURE_ISDP;
            case BoundProfilePackage.STORE_METADATA -> BppCommandId.STORE_METADATA;
            case BoundProfilePackage.REPLACE_SESSION_KEYS -> BppCommandId.REPLACE_SESSION_KEYS;
            default -> BppCommandId.LOAD_PROFILE_ELEMENTS;
        };
    }
}
