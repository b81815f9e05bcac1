package org.esimtestbed.smds.session;

import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.authentication.PendingAuthentication;

/// One session. AuthenticateClient ends it when it is answered; an eUICC that was refused its event may still cancel.
///
/// @param euicc   CERT.EUICC of an eUICC that has proved itself and was refused
/// @param version counts the changes of the row
public record Session(PendingAuthentication pending, Optional<Tlv> euicc, int version) {

    public static Session opened(PendingAuthentication pending) {
        return new Session(pending, Optional.empty(), 0);
    }

    public TransactionId transactionId() {
        return pending.transactionId();
    }

    Session refused(Tlv certificate) {
        return new Session(pending, Optional.of(certificate), version + 1);
    }
}
