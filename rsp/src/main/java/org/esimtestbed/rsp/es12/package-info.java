/// The messages of ES12 (SGP.22 §5.9, JSON of §6.5.2) as records, one holder a function: an SM-DP+ tells an SM-DS that
/// something waits for an eUICC. ES15 (§5.10) has the same between an Alternative and a Root SM-DS. Answers are a
/// header alone.
package org.esimtestbed.rsp.es12;
