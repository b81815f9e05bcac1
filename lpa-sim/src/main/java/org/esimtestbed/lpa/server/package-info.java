/// The LPA's way to an SM-DP+ (SGP.22 §5.6, §6): HTTPS with trust in the CI alone. What the answers mean is
/// `download`.
package org.esimtestbed.lpa.server;
