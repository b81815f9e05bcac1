/// RSP sessions (SGP.22 §5.6.1): what the SM-DP+ remembers under a TransactionID from the first message to the
/// installation result.
package org.esimtestbed.smdpplus.session;
