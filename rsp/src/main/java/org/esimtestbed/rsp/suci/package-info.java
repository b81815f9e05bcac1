/// How a subscriber's permanent identity travels concealed: the ECIES protection schemes of 3GPP TS 33.501 Annex C and
/// the SUCI of TS 23.003 and TS 24.501. Which key and scheme to use is for the card to find in its files.
package org.esimtestbed.rsp.suci;
