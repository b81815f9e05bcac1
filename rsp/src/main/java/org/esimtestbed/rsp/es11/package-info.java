/// The messages of ES11 (SGP.22 §5.8, JSON of §6.5.2) where they are others than those of ES9+: an LPA asks an SM-DS
/// what waits for its eUICC. What a server checks is in the role.
package org.esimtestbed.rsp.es11;
