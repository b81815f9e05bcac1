package org.esimtestbed.euicc.quirk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// One card with given quirks, and what one needs to try it.
final class Stage {
    static final Pki PKI = Pki.create(Curve.NIST_P256);
    static final Iccid ICCID = ProfileType.generic().iccid();
    static final ProfileIdentifier THE_PROFILE = new ProfileIdentifier.ByIccid(ICCID);

    final Card card;
    private TestLpa lpa;

    Stage(List<Quirk> quirks) {
        card = TestLpa.card(PKI, Personality.honest(EuiccSettings.standard()).with(quirks), CardStore.inMemory());
        card.powerOn();
    }

    /// With channel 1 and the ISD-R selected, from the first call on.
    TestLpa lpa() {
        if (lpa == null) lpa = new TestLpa(card, 255);
        return lpa;
    }

    TestServer server() {
        return new TestServer(PKI, lpa());
    }

    /// The power goes and comes again.
    void restart() {
        card.powerOff();
        card.powerOn();
        lpa = null;
    }

    String apdu(String hex) {
        return card.transmit(Bytes.hex(hex)).hex();
    }

    String install() {
        return install(genericPackage());
    }

    String install(Bytes profile) {
        return outcome(server().install(profile, TestServer.metadata(ICCID))
                .data()
                .value()
                .finalResult());
    }

    void enable() {
        lpa().call(new EnableProfile(THE_PROFILE, false));
        restart();
    }

    /// `ok`, or the reason and the last PEStatus there is.
    static String outcome(FinalResult result) {
        return switch (result) {
            case Success _ -> "ok";
            case Failure(var _, var reason, var sima) ->
                reason
                        + sima.map(it -> " "
                                        + Tlv.parse(it)
                                                .child(0xA0)
                                                .children()
                                                .getLast()
                                                .child(0x80)
                                                .asInt())
                                .orElse("");
        };
    }

    static Bytes genericPackage() {
        return ProfileType.generic().encode();
    }

    /// The generic package with one of its elements changed.
    static Bytes packageWith(Predicate<ProfileElement> which, UnaryOperator<ProfileElement> change) {
        return Bytes.concat(ProfileType.generic().elements().stream()
                .map(it -> which.test(it) ? change.apply(it) : it)
                .map(ProfileElement::raw)
                .toArray(Bytes[]::new));
    }

    static Predicate<ProfileElement> named(String name) {
        return it -> it.name().equals(name);
    }

    static ProfileElement without(ProfileElement element, String sequence, String field) {
        var fields = new ArrayList<>(((Value.Sequence) element.find(sequence).orElseThrow()).fields());
        if (!fields.removeIf(it -> it.name().equals(field))) throw new AssertionError("no " + field);
        return element.with(
                sequence,
                Value.Sequence.of(element.find(sequence).orElseThrow().tlv().tag(), fields));
    }

    /// The generic package whose header mandates one more service.
    static Bytes packageMandating(String service, int tag) {
        return packageWith(named("header"), header -> {
            var services =
                    (Value.Sequence) header.find("eUICC-Mandatory-services").orElseThrow();
            var fields = new ArrayList<>(services.fields());
            fields.add(new Value.Field(service, Value.Null.of(tag)));
            fields.sort(Comparator.comparing(it -> it.value().tlv().tag()));
            return header.with(
                    "eUICC-Mandatory-services", Value.Sequence.of(services.tlv().tag(), fields));
        });
    }
}
