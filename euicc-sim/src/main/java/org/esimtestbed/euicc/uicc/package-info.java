/// The UICC: file system, PINs, access rules, AUTHENTICATE and the proactive card (ETSI TS 102 221, TS 102 223,
/// 3GPP TS 31.102 and 31.103), as the enabled Profile defines them. How a Profile gets there is `interpreter`.
package org.esimtestbed.euicc.uicc;
