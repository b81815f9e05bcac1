/// How the SM-DP+ misbehaves when a test asks for it: named quirks, a script of those that are switched on, and one
/// place that wraps the honest functions. Nothing here acts unless a row of the script says so.
package org.esimtestbed.smdpplus.quirk;
