/// Receives a Bound Profile Package segment by segment (SGP.22 §2.5, §5.5, §5.7.6), opens what the SM-DP+ protected,
/// and
/// ends in a
/// signed ProfileInstallationResult. Nothing but that result remains of an installation that failed.
package org.esimtestbed.euicc.install;
