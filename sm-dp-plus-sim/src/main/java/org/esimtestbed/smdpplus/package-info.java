/// The SM-DP+ (SGP.22 §2.3, §5.3, §5.5, §5.6): takes orders from operators, binds Profiles to eUICCs and hands them
/// out. Keeps no state in the process: orders, sessions and callbacks are rows.
package org.esimtestbed.smdpplus;
