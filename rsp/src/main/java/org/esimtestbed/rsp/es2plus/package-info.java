/// The messages of ES2+ (SGP.22 §5.3, JSON of §6.5.2) as records, one holder a function. What a server checks is in the
/// role.
package org.esimtestbed.rsp.es2plus;
