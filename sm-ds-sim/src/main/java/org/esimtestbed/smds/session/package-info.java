/// Sessions of ES11 (SGP.22 §5.8): what the SM-DS remembers from InitiateAuthentication until the eUICC has been told.
package org.esimtestbed.smds.session;
