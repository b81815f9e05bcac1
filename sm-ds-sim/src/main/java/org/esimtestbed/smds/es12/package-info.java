/// ES12 and, at a Root SM-DS, ES15 (SGP.22 §5.9, §5.10): servers register what waits for an eUICC. One class a
/// function; who asks is known already.
package org.esimtestbed.smds.es12;
