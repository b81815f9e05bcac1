package org.esimtestbed.rspserver.authentication;

import org.esimtestbed.rsp.tlv.Tlv;

/// What InitiateAuthentication answers, and what the server keeps of it.
///
/// @param serverSigned1       covered by serverSignature1
/// @param serverSignature1    5F37 around r‖s
/// @param euiccCiPKIdToBeUsed 04 around the identifier
public record ServerProof(
        PendingAuthentication pending,
        Tlv serverSigned1,
        Tlv serverSignature1,
        Tlv euiccCiPKIdToBeUsed,
        Tlv serverCertificate) {}
