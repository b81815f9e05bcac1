package org.esimtestbed.euicc.isdr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.esimtestbed.euicc.install.LoadBoundProfilePackage;
import org.esimtestbed.euicc.install.ProfileInterpreters;
import org.esimtestbed.euicc.install.SegmentHeader;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Application;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The ISD-R as the LPA meets it (SGP.22 §5.7): STORE DATA, and one table from tag to function.
public final class IsdR implements Application {
    private static final int STORE_DATA = 0xE2;
    // What may come between the segments of a package: it ends the installation and does its work. One that is
    // malformed does neither, so it is read before anything is ended.
    private static final Map<Integer, Consumer<Tlv>> ENDS_LOADING = Map.of(
            GetEuiccChallenge.TAG, request -> request.expect(GetEuiccChallenge.TAG),
            CancelSession.TAG, CancelSession::of,
            EuiccMemoryReset.TAG, EuiccMemoryReset::of);

    private final Euicc euicc;
    private final RspSession session = new RspSession();
    private final LoadBoundProfilePackage loading;
    private final Map<Integer, StoreData> storeData = new HashMap<>();
    private final Map<Integer, Es10Function> functions = new TreeMap<>();

    public IsdR(Euicc euicc, ProfileInterpreters interpreters) {
        this.euicc = euicc;
        this.loading = new LoadBoundProfilePackage(euicc, interpreters);
        var profiles = new ProfileSwitch(euicc);
        for (var function : List.of(
                new GetEuiccConfiguredAddressesFunction(euicc), // ES10a
                new SetDefaultDpAddressFunction(euicc),
                new GetEuiccInfo1Function(euicc), // ES10b
                new GetEuiccInfo2Function(euicc),
                new GetEuiccChallengeFunction(euicc, session),
                new AuthenticateServerFunction(euicc, session),
                new PrepareDownloadFunction(euicc, session),
                new CancelSessionFunction(euicc, session),
                new ListNotificationFunction(euicc),
                new RetrieveNotificationsListFunction(euicc),
                new RemoveNotificationFromListFunction(euicc),
                new LoadCrlFunction(euicc),
                new GetRatFunction(euicc),
                new GetProfilesInfoFunction(euicc), // ES10c
                new EnableProfileFunction(euicc, profiles),
                new DisableProfileFunction(euicc, profiles),
                new DeleteProfileFunction(euicc, profiles),
                new EuiccMemoryResetFunction(euicc, session, profiles),
                new GetEidFunction(euicc),
                new SetNicknameFunction(euicc))) {
            functions.put(function.tag(), function);
        }
    }

    /// The card was reset, or has power again: the session is gone, and with it a package that was being loaded.
    @Override
    public void reset() {
        session.end();
        storeData.clear();
        try {
            loading.interrupt();
            var state = euicc.memory().state();
            var bent = euicc.misbehaviour().poweredUp(state);
            if (!bent.equals(state)) euicc.memory().commit(bent);
        } catch (CommandRefused memoryProblem) {
            // A reset has no answer to refuse with: the next session makes the result.
        }
        euicc.memory().activateEnabled();
    }

    @Override
    public List<Aid> aids() {
        return List.of(euicc.settings().isdRAid());
    }

    /// FCI with the ISDR proprietary application template (SGP.22 §5.7.1): the SVN it supports.
    @Override
    public Answer select(Aid aid, Command command) {
        storeData.remove(command.channel());
        return Answer.of(Tlv.of(
                        0x6F,
                        Tlv.of(0x84, aid.bytes()),
                        Tlv.of(0xA5, Bytes.EMPTY),
                        Tlv.of(0xE0, Tlv.of(0x82, euicc.settings().svn().bytes())))
                .raw());
    }

    @Override
    public void deselected(int channel) {
        storeData.remove(channel);
    }

    @Override
    public Answer process(Command command) {
        if (command.ins() != STORE_DATA) throw new CommandRefused(StatusWord.UNKNOWN_INSTRUCTION);
        if (command.isInterindustry()) throw new CommandRefused(StatusWord.UNKNOWN_CLASS);
        return storeData
                .computeIfAbsent(
                        command.channel(),
                        channel -> new StoreData(euicc.misbehaviour().checksBlockNumbers()))
                .add(command)
                .map(this::function)
                .orElse(Answer.OK);
    }

    private Answer function(Bytes whole) {
        try {
            int tag = SegmentHeader.of(whole).tag();
            if (loading.takes(tag)) return answer(loading.segment(whole));
            var function = functions.get(tag);
            if (function == null && tag != Tags.BOUND_PROFILE_PACKAGE) {
                throw new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND);
            }
            var ending = ENDS_LOADING.get(tag);
            if (ending != null) {
                if (isReadable(ending, whole)) loading.interrupt();
            } else if (loading.isLoading()) {
                throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
            }
            if (function == null) return answer(loading.begin(whole));
            var request = euicc.misbehaviour().asked(Tlv.parse(whole));
            var response = euicc.misbehaviour().responding(request).orElseGet(() -> respond(function, request));
            return Answer.of(euicc.misbehaviour().responded(request, response.raw()));
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
    }

    /// A command that cannot be read ends nothing.
    private static boolean isReadable(Consumer<Tlv> reader, Bytes command) {
        try {
            reader.accept(Tlv.parse(command));
            return true;
        } catch (MalformedTlv e) {
            return false;
        }
    }

    private static Tlv respond(Es10Function function, Tlv request) {
        try {
            return function.answer(request);
        } catch (MalformedTlv e) {
            return function.undefinedError(request).orElseThrow(() -> e);
        }
    }

    /// The result of a package ends its session (SGP.22 §3.1.3).
    private Answer answer(Optional<Tlv> result) {
        if (result.isEmpty()) return Answer.OK;
        session.end();
        return Answer.of(result.get().raw());
    }
}
