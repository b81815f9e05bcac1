/// ES11 (SGP.22 §5.8): an LPA asks what waits for its eUICC. One class a function.
package org.esimtestbed.smds.es11;
