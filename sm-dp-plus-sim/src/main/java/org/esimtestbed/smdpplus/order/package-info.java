/// The life of a Profile at the SM-DP+ (SGP.22 §3.1.6): its states, the one table of transitions, and the rows that
/// hold it.
package org.esimtestbed.smdpplus.order;
