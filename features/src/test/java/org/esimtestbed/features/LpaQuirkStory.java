package org.esimtestbed.features;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.TraceEvent;

/// One order, one device whose LPA is as it is, and what honest servers and cards make of it.
final class LpaQuirkStory {
    enum Kind {
        /// The End User scans the Activation Code.
        DOWNLOAD,
        /// The same, with an eUICC that shows its ISD-R to a device that has announced an LPA.
        INSISTENT_CARD,
        /// The same, with an eUICC whose first free channel is 5.
        FIFTH_CHANNEL,
        /// The same, with an eUICC that wants segments cut as the specification says.
        STRICT_CARD,
        /// The same, with an eUICC that forgets the session with its channel.
        FORGETFUL_CARD,
        /// The Activation Code names another server than the one that runs.
        ANOTHER_SERVER,
        /// The CI of the servers is none the Device trusts.
        FOREIGN_SERVER,
        /// The order is registered at the SM-DS, and the Device asks what waits for it.
        DISCOVERED,
        /// The order has a Confirmation Code, and the End User knows it.
        CONFIRMATION_CODE,
        /// The End User rejects the Profile.
        REJECTED,
        /// The End User wants to decide later, then scans again and agrees.
        SECOND_TIME,
        /// The first attempt may break; the End User scans again.
        AGAIN,
        /// After the download the LPA delivers what the eUICC has to tell.
        NOTIFIED,
        /// The Profile is enabled with REFRESH.
        ENABLED,
        /// The ICCID has 18 digits; the End User gives the Profile a nickname and enables it.
        NICKNAMED,
        /// The Profile has PPR1, and another one is installed.
        PPR1_BESIDE,
        /// The End User looks at the EID thirty times.
        MANY_LOOKS
    }

    private static final String CONFIRMATION_CODE = "4711";
    private static final int LOOKS = 30;

    private final Kind kind;
    private final Scene scene = new Scene();

    LpaQuirkStory(Kind kind) {
        this.kind = kind;
    }

    Scene scene() {
        return scene;
    }

    /// @return how it ends, in words
    String tell(LpaQuirks quirks) {
        orderAndInsert();
        scene.usesLpa(quirks);
        return switch (kind) {
            case DOWNLOAD, INSISTENT_CARD, STRICT_CARD, FIFTH_CHANNEL, FORGETFUL_CARD, CONFIRMATION_CODE, PPR1_BESIDE ->
                download();
            case FOREIGN_SERVER -> {
                scene.use(new Es9Plus(
                        scene.target().foreignTrust(),
                        UnaryOperator.identity(),
                        Patience.STANDARD,
                        quirks,
                        scene.tracer(),
                        SharedEcosystem.CLOCK));
                yield download();
            }
            case DISCOVERED -> discovery() + ", order " + orderState();
            case ANOTHER_SERVER -> {
                scene.scans(new ActivationCode("other.invalid", scene.code().matchingId()));
                yield download();
            }
            case REJECTED -> {
                scene.rejectsTheProfile();
                yield download() + ", order " + orderState();
            }
            case SECOND_TIME -> {
                scene.wantsToDecideLater();
                scene.downloads();
                scene.agrees();
                yield download();
            }
            case AGAIN -> download() + ", then " + download();
            case NOTIFIED -> {
                scene.downloads();
                yield delivery();
            }
            case ENABLED -> {
                scene.downloads();
                yield scene.device().enable(scene.profile(), true) + ", "
                        + (scene.device().serviceState() instanceof ServiceState.Attached ? "attached" : "no service");
            }
            case NICKNAMED -> {
                scene.downloads();
                yield "nickname " + scene.device().nickname(scene.profile(), "mine") + ", enabling "
                        + scene.device().enable(scene.profile(), false);
            }
            case MANY_LOOKS -> {
                for (int i = 0; i < LOOKS; i++) scene.device().eid();
                yield apdus("0070000001").stream().anyMatch("6A81"::equals) ? "6A81" : "a channel each time";
            }
        };
    }

    private void orderAndInsert() {
        switch (kind) {
            case INSISTENT_CARD -> new EuiccSteps(scene).anEuiccWithTheQuirk("require-terminal-capability");
            case FIFTH_CHANNEL -> new EuiccSteps(scene).anEuiccWithTheQuirk("first-channel=5");
            case STRICT_CARD -> new EuiccSteps(scene).anEuiccWithTheQuirk("strict-segmentation");
            case FORGETFUL_CARD -> new EuiccSteps(scene).anEuiccWithTheQuirk("session-lost-on-channel-close");
            default -> scene.device();
        }
        if (kind == Kind.DISCOVERED) {
            orderAtSmds();
            return;
        }
        if (kind == Kind.NICKNAMED) {
            var twenty = scene.target().newIccid().digits();
            scene.ordered(new Iccid(twenty.substring(0, 18)), Optional.empty());
            new OrderSteps(scene).theOperatorCalls("downloadOrder, confirmOrder, releaseProfile");
            return;
        }
        if (kind == Kind.PPR1_BESIDE) {
            order("generic", Optional.empty());
            scene.downloads();
            if (!(scene.finalResult() instanceof Success)) throw new AssertionError("the first Profile is to be there");
            order("generic-ppr1", Optional.empty());
            return;
        }
        var code = kind == Kind.CONFIRMATION_CODE ? Optional.of(CONFIRMATION_CODE) : Optional.<String>empty();
        order("generic", code);
        if (code.isPresent()) scene.knowsConfirmationCode(code);
    }

    private void orderAtSmds() {
        var ecosystem = scene.target().ecosystem();
        var order = scene.target()
                .operator()
                .order(
                        "generic",
                        ProfileClass.OPERATIONAL,
                        Optional.of(scene.eid()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ecosystem.discovery().es12()));
        scene.ordered(order.iccid(), order.activationCode().map(ActivationCode::parse));
        var smds = ecosystem.smds().orElseThrow();
        DiscoveryStage.await(() -> smds.events().of(scene.eid()).size() == 1, "an event at the SM-DS");
    }

    private String discovery() {
        try {
            return scene.device().discover(scene.endUser(), false).events().stream()
                    .map(it -> it.outcome().getClass().getSimpleName())
                    .collect(Collectors.joining(", "));
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void order(String type, Optional<String> confirmationCode) {
        var order = scene.target().operator().order(type, Optional.empty(), confirmationCode, Optional.empty());
        scene.ordered(order.iccid(), order.activationCode().map(ActivationCode::parse));
    }

    private String download() {
        scene.downloads();
        return scene.failure()
                .map(failure -> failure instanceof DownloadStopped stopped
                        ? stopped.reason().title() + ": " + stopped.getMessage()
                        : String.valueOf(failure.getMessage()))
                .orElseGet(() -> switch (scene.finalResult()) {
                    case Success _ -> "installed";
                    case Failure failure -> "errorReason " + failure.reason().number();
                });
    }

    private String delivery() {
        String failed;
        try {
            var deliveries = scene.device().deliverNotifications();
            failed = deliveries.stream()
                    .flatMap(it -> it.failure().stream())
                    .findFirst()
                    .map(it -> it + "; ")
                    .orElse("");
        } catch (RuntimeException e) {
            failed = e.getMessage() + "; ";
        }
        return failed + "sent " + requests("handleNotification").size()
                + ", kept " + scene.device().notifications().size()
                + ", order " + orderState();
    }

    private String orderState() {
        return scene.order().orElseThrow().state().title();
    }

    /// Whether a request of ES9+ in JSON had that in it.
    boolean asked(String pattern) {
        var wanted = Pattern.compile(pattern);
        return scene.trace().stream()
                .filter(TraceEvent.HttpExchange.class::isInstance)
                .map(TraceEvent.HttpExchange.class::cast)
                .anyMatch(it -> wanted.matcher(it.request()).find());
    }

    /// The bodies of the requests of a function.
    List<String> requests(String function) {
        return scene.trace().stream()
                .filter(TraceEvent.HttpExchange.class::isInstance)
                .map(TraceEvent.HttpExchange.class::cast)
                .filter(it -> it.function().equals(function))
                .map(TraceEvent.HttpExchange::request)
                .toList();
    }

    /// Whether a function of ES10 was asked with that in it, as hexadecimal.
    boolean askedCard(String pattern) {
        var wanted = Pattern.compile(pattern);
        return scene.trace().stream()
                .filter(TraceEvent.Es10Exchange.class::isInstance)
                .map(TraceEvent.Es10Exchange.class::cast)
                .anyMatch(it -> wanted.matcher(it.request().hex()).find());
    }

    /// The status words that commands got which begin like that.
    List<String> apdus(String beginning) {
        return scene.trace().stream()
                .filter(TraceEvent.ApduExchange.class::isInstance)
                .map(TraceEvent.ApduExchange.class::cast)
                .filter(it -> it.command().hex().startsWith(beginning))
                .map(it -> it.response().last(2).hex())
                .toList();
    }
}
