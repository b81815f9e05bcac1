package org.esimtestbed.rspserver.authentication;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// What a server must remember of InitiateAuthentication until the eUICC answers.
///
/// @param serverChallenge 16 octets, to come back in euiccSigned1
/// @param serverAddress   as the LPA has named it, to come back as well
/// @param euiccCi         CI Public Key Identifier the eUICC was asked to prove itself under
/// @param serverCi        CI Public Key Identifier this server has proved itself under
public record PendingAuthentication(
        TransactionId transactionId, Bytes serverChallenge, String serverAddress, Bytes euiccCi, Bytes serverCi) {}
