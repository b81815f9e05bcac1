package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Channels;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Several quirks on one card: each bends what the one before has left.
record Misbehaviours(List<Misbehaviour> each) implements Misbehaviour {
    private <T> T bent(T honest, BiFunction<Misbehaviour, T, T> bend) {
        var bent = honest;
        for (var one : each) bent = bend.apply(one, bent);
        return bent;
    }

    @Override
    public Command received(Command command) {
        return bent(command, Misbehaviour::received);
    }

    @Override
    public Optional<Answer> insteadOf(Command command) {
        return each.stream().flatMap(it -> it.insteadOf(command).stream()).findFirst();
    }

    @Override
    public Answer answered(Command command, Answer answer) {
        return bent(answer, (one, it) -> one.answered(command, it));
    }

    @Override
    public Channels channels(Channels honest) {
        return bent(honest, Misbehaviour::channels);
    }

    @Override
    public void reset() {
        each.forEach(Misbehaviour::reset);
    }

    @Override
    public CardState delivered(CardState fresh) {
        return bent(fresh, Misbehaviour::delivered);
    }

    @Override
    public CardState poweredUp(CardState state) {
        return bent(state, Misbehaviour::poweredUp);
    }

    @Override
    public boolean checksBlockNumbers() {
        return each.stream().allMatch(Misbehaviour::checksBlockNumbers);
    }

    @Override
    public Tlv asked(Tlv request) {
        return bent(request, Misbehaviour::asked);
    }

    @Override
    public Optional<Tlv> responding(Tlv request) {
        return each.stream().flatMap(it -> it.responding(request).stream()).findFirst();
    }

    @Override
    public Bytes responded(Tlv request, Bytes response) {
        return bent(response, (one, it) -> one.responded(request, it));
    }

    @Override
    public Tlv info(Tlv euiccInfo) {
        return bent(euiccInfo, Misbehaviour::info);
    }

    @Override
    public Tlv notification(Tlv metadata) {
        return bent(metadata, Misbehaviour::notification);
    }

    @Override
    public void segment(int number, Bytes segment) throws InstallationFailed {
        for (var one : each) one.segment(number, segment);
    }

    @Override
    public void metadata(ProfileMetadata metadata) throws InstallationFailed {
        for (var one : each) one.metadata(metadata);
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) throws InstallationFailed {
        var bent = element;
        for (var one : each) bent = one.element(bent, before);
        return bent;
    }

    @Override
    public PeStatus refusal(ProfileElement element, PeStatus honest) {
        return bent(honest, (one, it) -> one.refusal(element, it));
    }

    @Override
    public Optional<Bytes> simaResponse(Optional<Bytes> honest) {
        return bent(honest, Misbehaviour::simaResponse);
    }
}
