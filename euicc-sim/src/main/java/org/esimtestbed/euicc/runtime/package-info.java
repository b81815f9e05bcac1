/// The card's operating system: reads command APDUs, keeps logical channels, finds applications by AID, hands out
/// long responses in pieces (ISO/IEC 7816-4, ETSI TS 102 221 §10 and §11, GlobalPlatform Card Specification). Knows
/// nothing of what an application does.
package org.esimtestbed.euicc.runtime;
