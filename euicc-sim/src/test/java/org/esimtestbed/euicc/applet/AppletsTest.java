package org.esimtestbed.euicc.applet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.euicc.applet.example.ExampleApplets.COUNTER;
import static org.esimtestbed.euicc.applet.example.ExampleApplets.MENU;
import static org.esimtestbed.euicc.applet.example.ExampleApplets.PACKAGE;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISOException;
import org.esimtestbed.euicc.Elements;
import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import uicc.toolkit.EnvelopeHandlerSystem;
import uicc.toolkit.ProactiveHandlerSystem;
import uicc.toolkit.ProactiveResponseHandlerSystem;
import uicc.toolkit.ToolkitConstants;
import uicc.toolkit.ToolkitException;
import uicc.toolkit.ToolkitInterface;
import uicc.toolkit.ToolkitRegistrySystem;

/// Java Card applets that a Profile brings to life (TCA eUICC Profile Package 3.3.1 §8.7, ETSI TS 102 241).
class AppletsTest {
    private static final Aid MY_COUNTER = Aid.of("F0454D544201AA01");
    private static final Aid MY_MENU = Aid.of("F0454D544201AA02");
    private static final String SELECT_COUNTER = "00A4040008" + MY_COUNTER;
    // MENU SELECTION and SET UP MENU are offered: octet 1 b4, octet 4 b6
    private static final String TERMINAL_PROFILE = "8010000004" + "08000020";

    private static ProfilePackage profile(Tlv... elements) {
        return Elements.with(ProfileType.generic(), elements);
    }

    private static Tlv counter() {
        return Elements.application(PACKAGE, COUNTER, MY_COUNTER, "");
    }

    private static Tlv menu(String text) {
        return Elements.application(PACKAGE, MENU, MY_MENU, Bytes.utf8(text).hex());
    }

    @Nested
    class Commands {
        private final SampleCard sample = InstalledCard.of(profile(counter()));
        private final Terminal terminal = sample.terminal();

        @Test
        void reachTheInstanceByItsAid() {
            terminal.expect("9000", SELECT_COUNTER);
            assertThat(terminal.send("8050050002")).isEqualTo("00059000");
            assertThat(terminal.send("8050030002")).isEqualTo("00089000");
            assertThat(terminal.send("8052000003" + "0A0B0C" + "00")).isEqualTo("0A0B0C9000");
            terminal.expect("6D00", "8030000000");
        }

        @Test
        void reachItOnAChannelOfItsOwn() {
            terminal.expect("9000", "0070000001", "01A4040008" + MY_COUNTER, "00A4000C022FE2");
            assertThat(terminal.send("8150010002")).isEqualTo("00019000");
        }

        @Test
        void itCountsOnAfterAReset() {
            terminal.expect("9000", SELECT_COUNTER, "8050050002");
            sample.card().reset();
            terminal.expect("6D00", "8050050002"); // the basic channel stands at the MF again
            terminal.expect("9000", SELECT_COUNTER);
            assertThat(terminal.send("8050010002")).isEqualTo("00069000");
        }

        @Test
        void itIsGoneWithItsProfileAndCountsOnWhenThatIsBack() {
            terminal.expect("9000", SELECT_COUNTER, "8050050002");
            var enabled = sample.memory().state();
            var profile = enabled.profiles().getFirst();
            sample.memory().commit(enabled.with(profile.with(ProfileState.DISABLED)));
            sample.memory().activateEnabled();
            terminal.expect("6A82", SELECT_COUNTER);
            sample.memory().commit(enabled);
            sample.memory().activateEnabled();
            sample.card().reset();
            terminal.expect("9000", SELECT_COUNTER);
            assertThat(terminal.send("8050010002")).isEqualTo("00069000");
        }

        @Test
        void itIsMadeAnewFromAStoredCard() throws IOException {
            var store = CardStore.inMemory();
            store.save(sample.memory().state());
            var later = SampleCard.with(store, CardState.fresh("")).terminal();
            later.expect("9000", SELECT_COUNTER);
            assertThat(later.send("8050010002")).endsWith("9000");
        }
    }

    /// Through a whole download and the ES10 functions.
    @Nested
    class OnAnEuicc {
        private static final Pki PKI = Pki.create(Curve.NIST_P256);
        private final TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), CardStore.inMemory());

        @Test
        void theInstanceComesAndGoesWithItsProfile() {
            var profile = profile(counter());
            var id = new ProfileIdentifier.ByIccid(profile.iccid());
            assertThat(new TestServer(PKI, lpa).install(profile).data().value().finalResult())
                    .isInstanceOf(ProfileInstallationResult.Success.class);
            assertThat(lpa.apdu(SELECT_COUNTER)).isEqualTo("6A82");
            assertThat(lpa.call(new EnableProfile(id, false))).isEqualTo(EnableProfile.Result.OK);
            assertThat(lpa.apdu(SELECT_COUNTER)).isEqualTo("9000");
            assertThat(lpa.apdu("8050070002")).isEqualTo("00079000");
            assertThat(lpa.call(new DisableProfile(id, false))).isEqualTo(DisableProfile.Result.OK);
            assertThat(lpa.apdu(SELECT_COUNTER)).isEqualTo("6A82");
            assertThat(lpa.call(new EnableProfile(id, false))).isEqualTo(EnableProfile.Result.OK);
            assertThat(lpa.apdu(SELECT_COUNTER)).isEqualTo("9000");
            assertThat(lpa.apdu("8050010002")).isEqualTo("00089000");
            lpa.call(new DisableProfile(id, false));
            assertThat(lpa.call(new DeleteProfile(id))).isEqualTo(DeleteProfile.Result.OK);
            assertThat(lpa.apdu(SELECT_COUNTER)).isEqualTo("6A82");
        }
    }

    @Nested
    class Installation {
        @Test
        void oneThatIsNotSelectableYetDoesNotRun() {
            var element = Elements.application(PACKAGE, COUNTER, MY_COUNTER, "");
            var installedOnly = Tlv.of(
                    0xA8,
                    Elements.mandated(0xA0, 90),
                    Tlv.of(
                            0xA2,
                            Tlv.of(
                                    0x30,
                                    Tlv.of(0x4F, PACKAGE.bytes()),
                                    Tlv.of(0x4F, COUNTER.bytes()),
                                    Tlv.of(0x4F, MY_COUNTER.bytes()),
                                    Tlv.of(0x82, Bytes.of(0)),
                                    Tlv.of(0x83, Bytes.of(0x03)),
                                    Tlv.of(0xC9, Bytes.EMPTY))));
            InstalledCard.of(profile(element)).terminal().expect("9000", SELECT_COUNTER);
            InstalledCard.of(profile(installedOnly)).terminal().expect("6A82", SELECT_COUNTER);
        }

        @Test
        void aLoadFileOfAPackageThatIsHereIsTaken() {
            var load = Tlv.of(
                    0xA8,
                    Elements.mandated(0xA0, 90),
                    Tlv.of(0xA1, Tlv.of(0x4F, PACKAGE.bytes()), Tlv.of(0xC4, Bytes.hex("DECAFFED"))),
                    Tlv.of(0xA2, Elements.instance(PACKAGE, COUNTER, MY_COUNTER, "")));
            InstalledCard.of(profile(load)).terminal().expect("9000", SELECT_COUNTER);
        }

        @Test
        void theParametersComeInTheFormOfGlobalPlatform() {
            var content = InstalledCard.content(profile(menu("Hi")));
            var application = content.remote().applications().getFirst();
            assertThat(AppletRegistry.installParameters(application).hex())
                    .isEqualTo("08" + MY_MENU + "0100" + "02" + "4869");
        }

        @Test
        void anAppletThatBreaksDownIsNotThereAndTheReasonIsKept() {
            var card = withApplet(Broken.class);
            card.terminal().expect("6A82", "00A4040008" + MY_COUNTER);
            assertThat(card.card().lastFailure()).isPresent();
        }
    }

    @Nested
    class ToolkitApplets {
        private final SampleCard sample = InstalledCard.of(profile(menu("Good morning"), counter()));
        private final Terminal terminal = sample.terminal();

        @Test
        void theMenuIsSetUpAndASelectionShowsTheText() {
            assertThat(terminal.send(TERMINAL_PROFILE)).matches("91..");
            var setUpMenu = terminal.send("8012000000");
            assertThat(setUpMenu).contains("81030125008202" + "8182", "8F08" + "01" + Bytes.utf8("Testbed"));
            assertThat(terminal.send("80140000" + "0C" + "810301250082028281830100"))
                    .isEqualTo("9000");
            assertThat(terminal.send("80C2000009" + "D307" + "82020181" + "900101"))
                    .matches("91..");
            var displayText = terminal.send("8012000000");
            assertThat(displayText).contains("8103012181", "82028102", "8D0D04" + Bytes.utf8("Good morning"));
            assertThat(sample.uicc().proactive().isBusy()).isTrue();
            assertThat(terminal.send("80140000" + "0C" + "810301218182028281830100"))
                    .isEqualTo("9000");
            assertThat(sample.uicc().proactive().isBusy()).isFalse();
            terminal.expect("9000", "80C2000009" + "D307" + "82020181" + "900102"); // no such entry
        }

        @Test
        void aTerminalWithoutAMenuGetsNone() {
            assertThat(terminal.send("8010000004" + "08000000")).isEqualTo("9000");
        }

        @Test
        void aSelectionWithoutItemIsRefused() {
            terminal.expect("6A80", "80C2000006" + "D304" + "82020181");
        }

        @Test
        void aResetAbandonsTheAppletThatWaits() {
            terminal.send(TERMINAL_PROFILE);
            terminal.send("8012000000");
            terminal.send("80140000" + "0C" + "810301250082028281830100");
            assertThat(terminal.send("80C2000009" + "D307" + "82020181" + "900101"))
                    .matches("91..");
            sample.card().reset();
            assertThat(terminal.send("00A4000C022FE2")).isEqualTo("9000");
            assertThat(terminal.send(TERMINAL_PROFILE)).matches("91..");
            assertThat(terminal.send("8012000000")).contains("81030125");
        }
    }

    @Nested
    class TheApi {
        private final SampleCard sample = withApplet(Questioner.class);
        private final Terminal terminal = sample.terminal();

        @Test
        void anAppletAsksReadsTheAnswerAndAsksAgain() {
            assertThat(terminal.send("80C2000009" + "D607" + "990105" + "82028281"))
                    .matches("91..");
            assertThat(terminal.send("8012000000")).contains("8103012300", "8D0304" + Bytes.utf8("N?"), "91020108");
            var answer = "810301230082028281" + "830100" + "8D0304" + Bytes.utf8("ab");
            assertThat(terminal.send("80140000", Bytes.hex(answer))).matches("91..");
            assertThat(terminal.send("8012000000")).contains("8103012101", "8D0304" + Bytes.utf8("ab"));
            assertThat(terminal.send("80140000", Bytes.hex("810301210182028281830110")))
                    .isEqualTo("9000");
            var counted = terminal.send("00A4040008" + MY_COUNTER);
            assertThat(counted).isEqualTo("9000");
            // event, envelope tag, result of GET INPUT, of DISPLAY TEXT
            assertThat(terminal.send("8000000000")).isEqualTo("0011" + "D6" + "00" + "10" + "9000");
        }

        @Test
        void handlersAreThereOnlyWhileAnEventIsProcessed() {
            terminal.expect("9000", "00A4040008" + MY_COUNTER);
            assertThat(terminal.send("8001000000")).isEqualTo("0002" + "9000"); // HANDLER_NOT_AVAILABLE
            assertThatThrownBy(ToolkitRegistrySystem::getEntry).isInstanceOf(ToolkitException.class);
        }

        @Test
        void cardsDoNotWaitForOneAnother() throws InterruptedException {
            var done = new CountDownLatch(20);
            for (int i = 0; i < 20; i++) {
                Thread.ofVirtual().start(() -> {
                    var other = InstalledCard.of(profile(menu("x"))).terminal();
                    other.send(TERMINAL_PROFILE);
                    other.send("8012000000");
                    if (other.send("80140000" + "0C" + "810301250082028281830100")
                            .equals("9000")) done.countDown();
                });
            }
            assertThat(done.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }

    private static SampleCard withApplet(Class<? extends Applet> type) {
        var registry = AppletRegistry.of(List.of(new AppletProvider() {
            @Override
            public Aid packageAid() {
                return PACKAGE;
            }

            @Override
            public List<Module> modules() {
                return List.of(new Module(COUNTER, type));
            }
        }));
        return InstalledCard.of(InstalledCard.content(profile(counter())), registry);
    }

    public static final class Broken extends Applet {
        public static void install(byte[] parameters, short offset, byte length) {
            throw new ArithmeticException("broken");
        }

        @Override
        public void process(APDU apdu) {
            ISOException.throwIt((short) 0x6F00);
        }
    }

    /// Asks for two characters when the screen is idle, and shows them.
    public static final class Questioner extends Applet implements ToolkitInterface {
        private final byte[] log = new byte[5];

        private Questioner() {
            ToolkitRegistrySystem.getEntry().setEvent(ToolkitConstants.EVENT_EVENT_DOWNLOAD_IDLE_SCREEN_AVAILABLE);
        }

        public static void install(byte[] parameters, short offset, byte length) {
            new Questioner().register();
        }

        @Override
        public void processToolkit(short event) {
            log[0] = (byte) (event >> 8);
            log[1] = (byte) event;
            log[2] = EnvelopeHandlerSystem.getTheHandler().getEnvelopeTag();
            var question = new byte[] {'N', '?'};
            var command = ProactiveHandlerSystem.getTheHandler();
            command.initGetInput(
                    (byte) 0, ToolkitConstants.DCS_8_BIT_DATA, question, (short) 0, (short) 2, (short) 1, (short) 8);
            log[3] = command.send();
            var response = ProactiveResponseHandlerSystem.getTheHandler();
            var text = new byte[response.getTextStringLength()];
            response.copyTextString(text, (short) 0);
            command.initDisplayText((byte) 1, ToolkitConstants.DCS_8_BIT_DATA, text, (short) 0, (short) text.length);
            log[4] = command.send();
        }

        @Override
        public void process(APDU apdu) {
            if (selectingApplet()) return;
            var buffer = apdu.getBuffer();
            if (buffer[1] == 1) {
                try {
                    ProactiveHandlerSystem.getTheHandler();
                } catch (ToolkitException e) {
                    buffer[0] = (byte) (e.getReason() >> 8);
                    buffer[1] = (byte) e.getReason();
                    apdu.setOutgoingAndSend((short) 0, (short) 2);
                    return;
                }
            }
            System.arraycopy(log, 0, buffer, 0, log.length);
            apdu.setOutgoingAndSend((short) 0, (short) log.length);
        }
    }
}
