package org.esimtestbed.euicc.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole life of a card, over and over, with the power cut at every place there is: before each APDU, after each
/// before its answer, and within every write of the journal. After each cut the card must be as it was before the
/// command that was under way, or as it is after it, and nothing else.
class TearTest {
    private static final long SEED = 20_261_121;
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final ProfilePackage ONE = ProfileType.generic();
    private static final ProfilePackage OTHER = other();

    /// What an observer sees after each step, from that of a new card on.
    private static final List<String> STORY = new ArrayList<>();

    /// Octets of each write of the journal.
    private static final List<Integer> WRITES = new ArrayList<>();

    private static int apdus;

    private static ProfilePackage other() {
        return ONE.personalise(
                Subscription.of(new Iccid("8988211000000000028"), ONE.imsi().orElseThrow()));
    }

    /// One step of the life: what the LPA asks for.
    private interface Step {
        void with(TestLpa lpa);
    }

    private static final List<Step> LIFE = List.of(
            lpa -> install(lpa, ONE),
            lpa -> lpa.call(new SetNickname(ONE.iccid(), "Work")),
            lpa -> lpa.call(new EnableProfile(identified(ONE), true)),
            TearTest::refresh,
            lpa -> lpa.call(new RemoveNotificationFromList(1)),
            lpa -> install(lpa, OTHER),
            lpa -> lpa.call(new EnableProfile(identified(OTHER), false)),
            lpa -> lpa.call(new SetNickname(ONE.iccid(), "")),
            lpa -> lpa.call(new DisableProfile(identified(OTHER), false)),
            lpa -> lpa.call(new DeleteProfile(identified(OTHER))),
            lpa -> lpa.call(new EnableProfile(identified(ONE), false)),
            lpa -> lpa.call(new EuiccMemoryReset(Set.of(EuiccMemoryReset.Option.values()))),
            TearTest::refresh);

    private static ProfileIdentifier identified(ProfilePackage profile) {
        return new ProfileIdentifier.ByIccid(profile.iccid());
    }

    private static void install(TestLpa lpa, ProfilePackage profile) {
        new TestServer(PKI, lpa).install(profile.encode(), TestServer.metadata(profile.iccid()));
    }

    private static void refresh(TestLpa lpa) {
        lpa.apdu("8012000000");
        lpa.apdu("801400000C" + "8103010104" + "82028281" + "830100");
    }

    private static TestLpa lpa(Medium medium) {
        var crypto = Crypto.seeded(SEED);
        try {
            var card = new EuiccFactory(crypto, Pki.CLOCK, List.of(PKI.ci().certificate()))
                    .make(
                            PKI.identity(),
                            Personality.honest(EuiccSettings.standard()),
                            new FileCardStore(medium, Pki.EID, crypto));
            return new TestLpa(card, 255);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What one sees of a card, without the octets that differ from run to run.
    private static String observe(TestLpa lpa) {
        var profiles = lpa.call(new GetProfilesInfo()).stream()
                .map(it -> it.iccid().orElseThrow() + " " + it.state().orElseThrow() + " "
                        + it.nickname().orElse(""))
                .collect(Collectors.joining("\n"));
        var told = lpa.call(new RetrieveNotificationsList(Optional.empty())).stream()
                .map(TearTest::told)
                .collect(Collectors.joining("\n"));
        var free = Tlv.parse(lpa.send(Bytes.hex("BF2200")).data()).child(0x84).value();
        var iccid = lpa.apdu("00A4080C022FE2").equals("9000") ? lpa.apdu("00B0000000") : "no EF.ICCID";
        return String.join("\n", profiles, told, free.hex(), iccid);
    }

    private static String told(PendingNotification notification) {
        var metadata = notification.metadata();
        var result = notification instanceof ProfileInstallationResult it
                ? it.data().value().finalResult() instanceof Failure failure
                        ? failure.reason().toString()
                        : "installed"
                : "";
        return metadata.seqNumber() + " " + metadata.event() + " " + metadata.address() + " " + result;
    }

    @BeforeAll
    static void liveOnceUndisturbed() {
        var medium = new TearingMedium();
        var lpa = lpa(medium);
        STORY.add(observed(medium));
        int before = lpa.apdusSent();
        for (var step : LIFE) {
            step.with(lpa);
            STORY.add(observed(medium));
        }
        apdus = lpa.apdusSent() - before;
        WRITES.addAll(medium.writes());
        System.out.println("TearTest: " + apdus + " APDUs, " + WRITES.size() + " writes, seed " + SEED);
    }

    /// What another start of the card finds in the memory, which is left as it is.
    private static String observed(TearingMedium medium) {
        var copy = new TearingMedium();
        medium.read().ifPresent(copy::replace);
        return observe(lpa(copy));
    }

    /// Lives until the power goes.
    ///
    /// @return how many steps the LPA saw the end of
    private static int live(TestLpa lpa) {
        int done = 0;
        try {
            for (var step : LIFE) {
                step.with(lpa);
                done++;
            }
        } catch (TestLpa.PowerCut | TearingMedium.PowerCut cut) {
            // the card has lost its power, and the LPA goes no further
        }
        return done;
    }

    private static void check(TearingMedium medium, int done, String where) {
        medium.mend();
        var found = observe(lpa(medium));
        var allowed = new LinkedHashSet<String>();
        allowed.add(STORY.get(done));
        if (done < LIFE.size()) allowed.add(STORY.get(done + 1));
        if (!allowed.contains(found)) {
            // an installation that had begun leaves a result that says so, and nothing else
            var withoutResult = found.replaceFirst("(?m)^\\d+ INSTALL .* " + ErrorReason.INTERRUPTION + "\n?", "");
            assertThat(withoutResult.replaceAll("\n+", "\n"))
                    .as(where + ", seed " + SEED)
                    .isEqualTo(STORY.get(done).replaceAll("\n+", "\n"));
        }
        // and it goes on: whatever was torn, the card can still be written to
        lpa(medium).call(new SetDefaultDpAddress("again.example.com"));
        assertThat(lpa(medium).call(new GetEuiccConfiguredAddresses()).defaultDpAddress())
                .as(where)
                .contains("again.example.com");
    }

    @Test
    void beforeEveryApdu() {
        for (int at = 0; at < apdus; at++) {
            var medium = new TearingMedium();
            var lpa = lpa(medium);
            lpa.cutPowerAfter(at);
            check(medium, live(lpa), "power cut before APDU " + at);
        }
    }

    @Test
    void afterEveryApduBeforeItsAnswer() {
        for (int at = 0; at < apdus; at++) {
            var medium = new TearingMedium();
            var lpa = lpa(medium);
            lpa.losesAnswerOf(at);
            check(medium, live(lpa), "power cut after APDU " + at + ", before its answer");
        }
    }

    @Test
    void withinEveryWriteOfTheJournal() {
        assertThat(WRITES).hasSizeGreaterThan(LIFE.size());
        for (int write = 0; write < WRITES.size(); write++) {
            int size = WRITES.get(write);
            for (int octets : new TreeSet<>(List.of(0, 1, 3, 4, 35, 36, 37, size / 2, size - 1, size))) {
                cut(new TearingMedium.Tear(write, octets, false));
            }
            for (int octets : List.of(1, 4, 36, size / 2, size - 1)) cut(new TearingMedium.Tear(write, octets, true));
        }
    }

    private static void cut(TearingMedium.Tear tear) {
        var medium = new TearingMedium();
        medium.tear(tear);
        check(medium, start(medium), tear.toString());
    }

    // The card may lose its power before an LPA has come as far as to speak to it.
    private static int start(TearingMedium medium) {
        try {
            return live(lpa(medium));
        } catch (TearingMedium.PowerCut cut) {
            return 0;
        }
    }
}
