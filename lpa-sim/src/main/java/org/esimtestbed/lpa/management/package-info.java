/// Local profile management (SGP.22 §3.2) and the delivery of notifications (§3.5).
package org.esimtestbed.lpa.management;
