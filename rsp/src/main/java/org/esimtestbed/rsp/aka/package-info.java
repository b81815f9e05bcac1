/// Authentication and key agreement of 3GPP TS 33.102: the algorithms a subscription may use, and what travels
/// between AuC and USIM (AUTN, AUTS). Which sequence numbers are fresh is decided by the card and the AuC, not
/// here.
package org.esimtestbed.rsp.aka;
