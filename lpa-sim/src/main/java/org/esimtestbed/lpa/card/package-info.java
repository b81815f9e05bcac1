/// How the device reaches its card (ETSI TS 102 221 §10, SGP.22 §5.7.2): small layers over one `transmit`, from
/// octets up to the functions of ES10. Which card it is, simulated, recorded or in a reader, no layer knows.
package org.esimtestbed.lpa.card;
