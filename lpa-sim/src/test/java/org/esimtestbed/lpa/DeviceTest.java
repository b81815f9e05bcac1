package org.esimtestbed.lpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.management.NotConfirmed;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.IccidTag;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByAid;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static final Iccid ICCID = new Iccid("8988211900000000019");
    private static final Aid AID = Aid.isdP(0);

    @TempDir
    static Path folder;

    private static TestPki pki;

    private final FakeCard card = new FakeCard();
    private Device device;

    @BeforeAll
    static void makePki() {
        pki = TestPkiOnDisk.make(folder);
    }

    @BeforeEach
    void insert() {
        var clock = InstantSource.system();
        device = new Device(
                card,
                new Es9Plus(TestPkiOnDisk.trust(pki, clock), Tracer.NONE, clock),
                new HomeNetwork(URI.create("http://localhost:1")),
                LpaSettings.with(DeviceMemory.untilPowerOff()),
                Tracer.NONE,
                clock);
        card.on(
                GetProfilesInfo.TAG,
                _ -> GetProfilesInfo.encode(List.of(Tlv.of(
                        Tags.PROFILE_INFO,
                        IccidTag.encode(ICCID),
                        Tlv.of(Tags.ISDP_AID, AID.bytes()),
                        Tlv.text(0x92, "Holidays")))));
        card.on(DeleteProfile.TAG, _ -> DeleteProfile.Result.OK.encode());
        card.on(EuiccMemoryReset.TAG, _ -> EuiccMemoryReset.Result.OK.encode());
    }

    @AfterEach
    void close() {
        device.close();
    }

    private static EndUser unwilling(List<String> asked) {
        return new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return Answer.NO;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return Optional.empty();
            }

            @Override
            public boolean reallyWants(String deed) {
                asked.add(deed);
                return false;
            }
        };
    }

    @Test
    void deletesNothingWithoutStrongConfirmation() { // SGP.22 §3.2.3
        var asked = new ArrayList<String>();

        assertThatThrownBy(() -> device.delete(new ByAid(AID), unwilling(asked)))
                .isInstanceOf(NotConfirmed.class)
                .hasMessageContaining(ICCID.digits());

        assertThat(asked).singleElement().asString().contains(ICCID.digits()).contains("Holidays");
        assertThat(card.requests(DeleteProfile.TAG)).isEmpty();
        assertThat(device.delete(new ByAid(AID), EndUser.agreeing())).isEqualTo(DeleteProfile.Result.OK);
    }

    @Test
    void resetsNothingWithoutStrongConfirmation() { // SGP.22 §3.3.2
        var everything = Set.of(EuiccMemoryReset.Option.values());

        assertThatThrownBy(() -> device.reset(everything, unwilling(new ArrayList<>())))
                .isInstanceOf(NotConfirmed.class);

        assertThat(card.commands).isEmpty();
        assertThat(device.reset(everything, EndUser.agreeing())).isEqualTo(EuiccMemoryReset.Result.OK);
        assertThat(EuiccMemoryReset.of(card.requests(EuiccMemoryReset.TAG).getFirst())
                        .options())
                .isEqualTo(everything);
    }

    @ParameterizedTest
    @CsvSource({"1,OK,2", "2,OK,3", "3,CAT_BUSY,3", "99,CAT_BUSY,3"})
    void asksABusyCardThreeTimesInAll(int busy, EnableProfile.Result end, int calls) {
        var asked = new AtomicInteger();
        card.on(
                EnableProfile.TAG,
                _ -> (asked.getAndIncrement() < busy ? EnableProfile.Result.CAT_BUSY : EnableProfile.Result.OK)
                        .encode());

        assertThat(device.enable(new ByIccid(ICCID), false)).isEqualTo(end);

        assertThat(asked).hasValue(calls);
        assertThat(card.commands.stream().filter(Bytes.hex("80F2000C")::equals)).hasSize(calls - 1);
    }

    @Test
    void givesANicknameByTheIccidWhicheverNameIsGiven() {
        card.on(SetNickname.TAG, _ -> SetNickname.Result.OK.encode());

        assertThat(device.nickname(new ByAid(AID), "Ferien")).isEqualTo(SetNickname.Result.OK);
        assertThat(SetNickname.of(card.requests(SetNickname.TAG).getFirst()))
                .isEqualTo(new SetNickname(ICCID, "Ferien"));
        assertThat(device.nickname(new ByAid(Aid.isdP(9)), "Ferien")).isEqualTo(SetNickname.Result.ICCID_NOT_FOUND);
    }

    @Test
    void removesANotificationByItsNumber() {
        card.on(
                RemoveNotificationFromList.TAG,
                request -> (RemoveNotificationFromList.of(request).seqNumber() == 7
                                ? RemoveNotificationFromList.Result.OK
                                : RemoveNotificationFromList.Result.NOTHING_TO_DELETE)
                        .encode());

        assertThat(device.removeNotification(7)).isEqualTo(RemoveNotificationFromList.Result.OK);
        assertThat(device.removeNotification(8)).isEqualTo(RemoveNotificationFromList.Result.NOTHING_TO_DELETE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void refusesBlocksOfAnImpossibleSize(int octets) {
        assertThatThrownBy(() -> new LpaSettings(octets, DeviceMemory.untilPowerOff()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 255");
    }
}
