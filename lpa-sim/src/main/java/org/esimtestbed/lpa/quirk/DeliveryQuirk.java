package org.esimtestbed.lpa.quirk;

import java.util.Optional;
import org.esimtestbed.lpa.server.ServerDoor;
import org.esimtestbed.lpa.server.ServerDoor.Answer;
import org.esimtestbed.lpa.server.ServerDoor.Letter;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpa.server.Trouble;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with when, how often and whether at all a request is sent.
public sealed interface DeliveryQuirk extends LpaQuirk {
    Answer deliver(Letter letter, ServerDoor honest);

    /// What the LPA is made to believe of a notification that is not sent.
    Answer ACKNOWLEDGED = new Answer(204, Bytes.EMPTY);

    /// Which part of a cancellation is wrong.
    enum Cancellation {
        NONE,
        WRONG_TRANSACTION_ID
    }

    record CancelSessionWrong(Cancellation how) implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "cancel-session",
                "The SM-DP+ is told nothing when a session ends early, or is told of another session.",
                "SGP.22 §3.1.3.1, §5.6.5: 8.10.1/3.9",
                "estkme-group/openeuicc@c6de599; damonto/euicc-go@7f066eb; estkme-group/lpac@cee7190",
                "the order stays Released although the End User has rejected it; another TransactionID is refused with "
                        + "8.10.1/3.9",
                Cancellation.class,
                CancelSessionWrong::new);

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            if (!letter.function().equals(CancelSession.PATH)) return honest.post(letter);
            if (how == Cancellation.NONE) {
                return new Answer(200, Bytes.wrap(JsonBinding.success(new EmptyResponse())));
            }
            var body = (ObjectNode) RspJson.mapper().readTree(letter.body().toArray());
            var id = Bytes.hex(body.path("transactionId").asString());
            body.put("transactionId", id.with(0, Bytes.of(id.at(0) ^ 1)).hex());
            return honest.post(new Letter(
                    letter.address(),
                    letter.function(),
                    letter.headers(),
                    Bytes.wrap(RspJson.mapper().writeValueAsBytes(body))));
        }
    }

    record NotificationsDropped() implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "notifications-dropped",
                "Notifications are removed from the eUICC without being delivered.",
                "SGP.22 §3.5",
                "estkme-group/lpac#232; commaai/openpilot#38838",
                "the order stays Downloaded",
                NotificationsDropped::new);

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            return letter.function().equals(HandleNotification.PATH) ? ACKNOWLEDGED : honest.post(letter);
        }
    }

    record NotificationsTwice() implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "notifications-twice",
                "Each notification is delivered twice.",
                "SGP.22 §3.5",
                "commaai/openpilot#38241; 3899/SimAdmin#31",
                "acknowledges both and believes the first",
                NotificationsTwice::new);

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            if (letter.function().equals(HandleNotification.PATH)) honest.post(letter);
            return honest.post(letter);
        }
    }

    /// Each second notification before the one it follows.
    final class NotificationsOutOfOrder implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "notifications-out-of-order",
                "A notification waits until the one after it has been delivered; one that is the last is acknowledged to the LPA and lost.",
                "SGP.22 §3.5: in the order of their sequence numbers",
                "estkme-group/lpac#430",
                "takes them in any order",
                NotificationsOutOfOrder::new);

        private Optional<Letter> waiting = Optional.empty();

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            if (!letter.function().equals(HandleNotification.PATH)) return honest.post(letter);
            if (waiting.isEmpty()) {
                waiting = Optional.of(letter);
                return ACKNOWLEDGED;
            }
            var answer = honest.post(letter);
            honest.post(waiting.get());
            waiting = Optional.empty();
            return answer;
        }
    }

    /// Once, so that another attempt of the same LPA shows what has become of the order.
    final class SessionAbandoned implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "session-abandoned",
                "The first session ends before GetBoundProfilePackage, and nobody is told.",
                "SGP.22 §3.1.3.1",
                "waigel/euicc-smdp@02eb926; estkme-group/lpac#101",
                "the order stays Released, and another session gets the Profile",
                SessionAbandoned::new);

        private boolean done;

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            if (done || !letter.function().equals(GetBoundProfilePackage.PATH)) return honest.post(letter);
            done = true;
            throw new ServerUnreachable(
                    "the quirk session-abandoned ends the session here", new Trouble("net", "interrupted"));
        }
    }

    record EveryRequestTwice() implements DeliveryQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "every-request-twice",
                "Each request of a session is sent again before its answer is used, as after a timeout.",
                "SGP.22 §5.6",
                "estkme-group/lpac#101",
                "answers both times; the same one-time key is bound again",
                EveryRequestTwice::new);

        @Override
        public Answer deliver(Letter letter, ServerDoor honest) {
            if (!letter.function().equals(CancelSession.PATH)) honest.post(letter);
            return honest.post(letter);
        }
    }
}
