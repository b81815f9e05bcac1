/// The SM-DS (SGP.22 §2.4, §3.6, §5.8 to §5.10), Root or Alternative: servers register what waits for an eUICC, and the
/// eUICC's LPA asks for it. Keeps no state in the process: events and sessions are rows.
package org.esimtestbed.smds;
