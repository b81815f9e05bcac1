package org.esimtestbed.euicc.install;

import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.LoadBoundProfilePackage (SGP.22 §5.7.6): one segment after another, each answered with nothing but 9000
/// until the last, or until one fails. The answer then is the ProfileInstallationResult, which has been stored
/// before.
public final class LoadBoundProfilePackage {
    private static final Set<Integer> SEGMENTS = Set.of(0xA0, 0x87, 0xA1, 0x88, 0xA2, 0xA3, 0x86);

    private final Euicc euicc;
    private final ProfileInterpreters interpreters;
    private final InstallationResults results;
    private Optional<Installation> installation = Optional.empty();

    public LoadBoundProfilePackage(Euicc euicc, ProfileInterpreters interpreters) {
        this.euicc = euicc;
        this.interpreters = interpreters;
        this.results = new InstallationResults(euicc);
    }

    public boolean isLoading() {
        return installation.isPresent();
    }

    /// Whether a command that begins with that tag goes on with the package.
    public boolean takes(int tag) {
        return isLoading() && SEGMENTS.contains(tag);
    }

    /// A reset, a loss of power, or a function that begins a new session: what had begun has failed.
    /// Does nothing where nothing has begun.
    ///
    /// @throws CommandRefused with 6581 if the result cannot be stored; the next call tries again
    public void interrupt() {
        var command = installation.map(Installation::command).orElse(BppCommandId.INITIALISE_SECURE_CHANNEL);
        installation = Optional.empty();
        results.interrupted(command);
    }

    /// Tag and length of BF36, and the whole of InitialiseSecureChannel.
    ///
    /// @return the result if the package failed already
    /// @throws CommandRefused with 6985 if no download was prepared, 6A80 if this is no beginning of a package
    public Optional<Tlv> begin(Bytes segment) {
        var memory = euicc.memory();
        var prepared = memory.state()
                .prepared()
                .filter(it -> it.transactionId().isPresent() && !it.begun())
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        SegmentHeader header;
        Tlv bf23;
        Bytes rest;
        try {
            header = SegmentHeader.of(segment);
            bf23 = Tlv.first(segment.from(header.size()));
            rest = segment.from(header.size() + bf23.raw().size());
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
        // From here on the one-time key is used up, also if the power is cut.
        var download = prepared.loadingBegins();
        memory.commit(memory.state().with(Optional.of(download)));
        try {
            var bsp = Installation.initialiseSecureChannel(euicc, download, bf23);
            var structure = new PackageStructure(header.length(), bf23.raw().size());
            installation = Optional.of(new Installation(euicc, structure, interpreters, bsp));
        } catch (InstallationFailed e) {
            return Optional.of(failed(download, BppCommandId.INITIALISE_SECURE_CHANNEL, Optional.empty(), e));
        }
        return rest.isEmpty() ? Optional.empty() : segment(rest);
    }

    /// @return the result if this was the last segment, or one that failed
    public Optional<Tlv> segment(Bytes segment) {
        var running = installation.orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        var download = euicc.memory().state().prepared().orElseThrow();
        try {
            running.accept(segment);
            return running.isComplete() ? Optional.of(succeeded(running, download)) : Optional.empty();
        } catch (InstallationFailed e) {
            return Optional.of(failed(download, running.command(), Optional.of(running), e));
        } catch (RuntimeException e) {
            installation = Optional.empty(); // the next reset makes its result: interrupted
            throw e;
        }
    }

    private Tlv succeeded(Installation running, PreparedDownload download) throws InstallationFailed {
        var memory = euicc.memory();
        var profile = running.profile();
        var success =
                new Success(profile.isdpAid(), euicc.misbehaviour().simaResponse(Optional.of(running.simaResponse())));
        var installed = memory.state().with(profile);
        var withResult = results.with(installed, download, running.iccid(), success);
        var result = withResult.notifications().getLast().tlv();
        var complete = euicc.notifications().about(NotificationEvent.INSTALL, profile, withResult);
        installation = Optional.empty(); // also if the state cannot be stored: then nothing was installed
        memory.commit(complete);
        return result;
    }

    private Tlv failed(
            PreparedDownload download, BppCommandId command, Optional<Installation> running, InstallationFailed why) {
        installation = Optional.empty();
        FinalResult failure =
                new Failure(command, why.reason(), euicc.misbehaviour().simaResponse(why.simaResponse()));
        var memory = euicc.memory();
        memory.commit(results.with(memory.state(), download, running.flatMap(Installation::iccid), failure));
        return memory.state().notifications().getLast().tlv();
    }
}
