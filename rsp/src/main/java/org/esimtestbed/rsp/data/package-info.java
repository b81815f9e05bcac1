/// Data objects that several interfaces carry (module RSPDefinitions of SGP.22 Annex H): what an eUICC says of
/// itself, what is signed on either side, metadata, notifications, results. Each has `encode()` and `of(Tlv)`;
/// members a later version of the specification may add are tolerated, and signed parts keep their octets in
/// [Signed].
package org.esimtestbed.rsp.data;
