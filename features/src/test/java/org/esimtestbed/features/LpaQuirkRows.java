package org.esimtestbed.features;

import java.util.List;
import java.util.function.Predicate;
import org.esimtestbed.features.LpaQuirkStory.Kind;

/// Every quirk of the LPA, with what an honest server or card makes of it, and of the honest LPA.
final class LpaQuirkRows {
    private static final String INSTALLED = "installed";
    private static final Predicate<LpaQuirkStory> OUTCOME_TELLS = _ -> false;

    /// @param quirk   as `--lpa-quirk` has it; ADDRESS stands for the address of the server that runs
    /// @param honest  how the story ends without the quirk
    /// @param quirky  what its end says with it
    /// @param showing tells whether the quirk was at work, where the story ends alike
    record Row(String quirk, Kind story, String honest, String quirky, Predicate<LpaQuirkStory> showing) {
        @Override
        public String toString() {
            return quirk + ", " + story + ": " + quirky;
        }
    }

    private static Row stops(String quirk, String end) {
        return new Row(quirk, Kind.DOWNLOAD, INSTALLED, end, OUTCOME_TELLS);
    }

    private static Row stops(String quirk, Kind story, String honest, String end) {
        return new Row(quirk, story, honest, end, OUTCOME_TELLS);
    }

    private static Row tolerated(String quirk, Predicate<LpaQuirkStory> showing) {
        return new Row(quirk, Kind.DOWNLOAD, INSTALLED, INSTALLED, showing);
    }

    private static Row notified(String quirk, String end) {
        return stops(quirk, Kind.NOTIFIED, "sent 2, kept 0, order Installed", end);
    }

    static List<Row> all() {
        return List.of(
                // requests as they are written
                tolerated("lower-case-transaction-id", story -> story.asked("\"transactionId\":\"[0-9]*[a-f]")),
                tolerated("request-header", story -> story.asked("functionCallIdentifier")),
                tolerated("extra-members", story -> story.asked("ofALaterVersion")),
                stops("headers=text-plain", "HTTP 415"),
                tolerated("unpadded-base64", story -> !story.asked("=\"")),
                stops("euicc-info-form=hexadecimal", "1.3.1/2.1"),
                stops("euicc-info-form=object", "1.3.1/2.1"),
                stops("ok-tag", "1.3.1/2.1"),
                notified("forged-result", "sent 2, kept 0, order Downloaded"),
                stops("default-address=ADDRESS", Kind.ANOTHER_SERVER, "other.invalid", "8.8.1/3.8"),
                stops("address-as-url", "8.8.1/3.8"),
                stops("address-as-url", Kind.DISCOVERED, "Installed, order Downloaded", "8.9.1/3.8"),

                // when they are sent
                stops("cancel-session=none", Kind.REJECTED, "order Error", "order Released"),
                stops("cancel-session=wrong-transaction-id", Kind.REJECTED, "order Error", "order Released"),
                notified("notifications-dropped", "sent 0, kept 0, order Downloaded"),
                notified("notifications-twice", "sent 4, kept 0, order Installed"),
                new Row(
                        "notifications-out-of-order",
                        Kind.NOTIFIED,
                        "sent 2, kept 0, order Installed",
                        "sent 2, kept 0, order Installed",
                        LpaQuirkRows::secondWasFirst),
                stops(
                        "session-abandoned",
                        Kind.AGAIN,
                        "installed, then errorReason 9",
                        "ends the session here, then installed"),
                tolerated(
                        "every-request-twice",
                        story -> story.requests("getBoundProfilePackage").size() == 2),

                // whom TLS trusts
                stops("tls-trust=system", "unable to find valid certification path"),
                stops("tls-trust=anyone", Kind.FOREIGN_SERVER, "no trusted CI has issued", INSTALLED),

                // ES10
                stops("no-discovery", Kind.DISCOVERED, "Installed, order Downloaded", "order Released"),
                stops("matching-id=lower-case", "8.2.6/3.8"),
                stops("matching-id=padded", "8.2.6/3.8"),
                stops("matching-id=empty", "8.1.1/3.8"),
                stops("matching-id=omitted", "8.1.1/3.8"),
                stops("device-info=no-tac", "UNDEFINED_ERROR(127)"),
                stops("device-info=no-capabilities", "UNDEFINED_ERROR(127)"),
                tolerated("device-info=sixteen-digits", story -> story.askedCard("BF38.*82083520990017614230")),
                stops("confirmation-code=missing", Kind.CONFIRMATION_CODE, INSTALLED, "8.2.7/2.2"),
                stops("confirmation-code=hashed-again", Kind.CONFIRMATION_CODE, INSTALLED, "8.2.7/3.8"),
                stops("cancel-reason", Kind.REJECTED, "order Error", "order Released"),
                stops("unwrapped-choice", Kind.ENABLED, "OK, attached", "UNDEFINED_ERROR, no service"),
                notified("unwrapped-choice", "sent 0, kept 2, order Downloaded"),
                stops("short-iccid", Kind.NICKNAMED, "nickname OK", "nickname UNDEFINED_ERROR"),
                new Row(
                        "short-iccid",
                        Kind.NICKNAMED,
                        "enabling OK",
                        "enabling OK",
                        story -> story.askedCard("^BF31..A00B5A09") && story.askedCard("^BF31..A0124F10")),
                tolerated("long-lengths", story -> story.askedCard("^BF2E820000")),
                tolerated("long-lengths", story -> story.askedCard("^BF388300....30")),
                new Row(
                        "long-lengths",
                        Kind.ENABLED,
                        "OK, attached",
                        "OK, attached",
                        story -> story.askedCard("^BF31820017A082000E5A82000A")),
                new Row(
                        "padded-integers",
                        Kind.NOTIFIED,
                        "sent 2, kept 0, order Installed",
                        "sent 2, kept 0, order Installed",
                        story -> story.askedCard("^BF3004800200")),
                new Row(
                        "padded-integers",
                        Kind.REJECTED,
                        "order Error",
                        "order Error",
                        story -> story.askedCard("^BF41.*81020000$")),
                stops("no-refresh", Kind.ENABLED, "OK, attached", "OK, no service"),
                notified("notifications-kept", "sent 2, kept 2, order Installed"),
                stops("challenge-reused", Kind.SECOND_TIME, INSTALLED, "EUICC_CHALLENGE_MISMATCH(6)"),
                stops("old-svn", "8.8.3/3.1"),
                stops("unpacked-answer", "6A88"),
                stops("policy-unchecked", Kind.PPR1_BESIDE, "pprNotAllowed", "errorReason 15"),
                stops("segmentation=headers-alone", Kind.STRICT_CARD, INSTALLED, "errorReason 7"),
                stops("segmentation=pairs", "the eUICC ended the download"),
                stops("keeps-loading", "loadBppExecutionError"),

                // the card
                stops("running-block-number", "6A86"),
                stops("channel-leaked", Kind.MANY_LOOKS, "a channel each time", "6A81"),
                stops("no-terminal-capability", Kind.INSISTENT_CARD, INSTALLED, "6A82"),
                stops("channel-coding", Kind.FIFTH_CHANNEL, INSTALLED, "6881"),
                tolerated(
                        "channel-each-segment", story -> story.apdus("0070800").size() > 5),
                stops("channel-each-segment", Kind.FORGETFUL_CARD, INSTALLED, "6985"));
    }

    private static boolean secondWasFirst(LpaQuirkStory story) {
        var sent = story.requests("handleNotification");
        return sent.size() == 2 && sent.getFirst().length() > sent.getLast().length();
    }

    private LpaQuirkRows() {}
}
