/// Event Records (SGP.22 §3.6.1): what waits for which eUICC at which server.
package org.esimtestbed.smds.event;
