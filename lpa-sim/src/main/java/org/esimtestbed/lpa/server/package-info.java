/// The LPA's way to SM-DP+ and SM-DS (SGP.22 §5.6, §5.8, §6): HTTPS with trust in the CI alone. What the answers mean
/// is
/// `download` and `discovery`.
package org.esimtestbed.lpa.server;
