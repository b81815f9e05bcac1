package org.esimtestbed.euicc.uicc;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;

/// What a card session remembers until the reset: where each channel stands and which codes were verified.
final class UiccSession {
    private static final int CHANNELS = 20;

    private final ActiveProfile profile;
    private final @Nullable Selection[] selections = new @Nullable Selection[CHANNELS];
    private final Set<Pins.Key> verified = new HashSet<>();
    private Bytes terminalCapability = Bytes.EMPTY;

    UiccSession(ActiveProfile profile) {
        this.profile = profile;
    }

    void reset() {
        Arrays.fill(selections, null);
        verified.clear();
    }

    void powerUp() {
        reset();
        terminalCapability = Bytes.EMPTY;
    }

    /// The data objects of the last TERMINAL CAPABILITY (TS 102 221 §11.1.19); empty before there was one.
    Bytes terminalCapability() {
        return terminalCapability;
    }

    void terminalCapability(Bytes objects) {
        terminalCapability = objects;
    }

    ProfileContent profile() {
        return profile.content();
    }

    void commit(ProfileContent content) {
        profile.commit(content);
    }

    Selection selection(int channel) {
        var selection = selections[channel];
        return selection == null ? Selection.mf(profile()) : selection;
    }

    void select(int channel, Selection selection) {
        selections[channel] = selection;
    }

    /// TS 102 221 §11.1.17: from the basic channel with the MF, from another one with that one's directory.
    void opened(int channel, int from) {
        selections[channel] = from == 0 ? null : selection(from).withoutEf();
    }

    Pins.Key key(int channel, int reference) {
        return Pins.key(selection(channel).directory(), reference);
    }

    void setVerified(Pins.Key key, boolean isVerified) {
        if (isVerified) {
            verified.add(key);
        } else {
            verified.remove(key);
        }
    }

    boolean isVerified(Pins.Key key) {
        return verified.contains(key);
    }

    /// A disabled PIN counts as verified (TS 102 221 §9.5.1).
    boolean isSatisfied(Directory directory, int reference) {
        var key = Pins.key(directory, reference);
        return verified.contains(key)
                || profile().pins().pin(key).filter(pin -> !pin.enabled()).isPresent();
    }

    /// Whether the PIN of an application is verified: the first global one its FCP names. One without a PIN asks none.
    boolean applicationPinIsSatisfied(Directory adf) {
        return adf.pinReferences().stream()
                .filter(reference -> reference >= 0x01 && reference <= 0x08)
                .findFirst()
                .map(pin -> isSatisfied(adf, pin))
                .orElse(true);
    }

    /// The EF a command is about: by short file identifier, which also selects it, or the current one. The record
    /// pointer of the EF that is current already stays where it is.
    ElementaryFile ef(Command command, int sfi) {
        var selection = selection(command.channel());
        if (sfi == 0) return selection.ef().orElseThrow(() -> new CommandRefused(StatusWord.NO_EF_SELECTED));
        var ef = selection.directory().bySfi(sfi).orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        if (!selection.ef().equals(Optional.of(ef))) select(command.channel(), selection.withEf(ef));
        return ef;
    }

    /// Whether the content of the current EF may be used so.
    ///
    /// @param mode a bit of the access mode octet
    void require(Command command, ElementaryFile ef, int mode) {
        requireRight(command, ef, mode);
        boolean activated = profile().isActivated(selection(command.channel()).location(), ef);
        // b7 of the special file information: may be read and updated when deactivated (TS 102 222 §6.3.2.2.7)
        if (!activated && (ef.specialInformation() & 0x40) == 0) {
            throw new CommandRefused(StatusWord.INVALIDATED);
        }
    }

    /// The access rule alone, whatever the life cycle.
    void requireRight(Command command, CardFile file, int mode) {
        var directory = selection(command.channel()).directory();
        var rule = ruleOf(command, file);
        if (!AccessConditions.allow(rule, command, mode, reference -> isSatisfied(directory, reference))) {
            throw new CommandRefused(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    /// The record of EF.ARR, found from the current directory upwards and at last under the MF (§9.2.7).
    private Bytes ruleOf(Command command, CardFile file) {
        var content = profile();
        var path = selection(command.channel()).path();
        for (int i = path.size() - 1; i >= 0; i--) {
            var rule = record(path.get(i), file.accessRule(), content);
            if (rule.isPresent()) return rule.get();
        }
        return record(content.mf(), file.accessRule(), content).orElse(Bytes.EMPTY);
    }

    private static Optional<Bytes> record(Directory directory, CardFile.AccessRule rule, ProfileContent content) {
        if (!(directory.child(rule.arrFid()).orElse(null) instanceof ElementaryFile arr)) return Optional.empty();
        if (!arr.structure().hasRecords() || rule.record() < 1 || rule.record() > arr.records())
            return Optional.empty();
        int at = (rule.record() - 1) * arr.recordLength();
        return Optional.of(content.contents().get(arr.content()).slice(at, at + arr.recordLength()));
    }
}
