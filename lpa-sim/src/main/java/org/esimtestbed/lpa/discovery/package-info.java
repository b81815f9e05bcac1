/// Discovery (SGP.22 §3.6): what waits for this eUICC at SM-DSs, when they are asked, and what becomes of each event.
package org.esimtestbed.lpa.discovery;
