/// How a function of ES2+, ES9+, ES11 or ES12 says no (SGP.22 §5.2.6): subject and reason codes as text, carried to
/// the wire unchanged.
package org.esimtestbed.rsp.status;
