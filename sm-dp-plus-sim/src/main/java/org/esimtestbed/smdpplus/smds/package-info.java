/// ES12 (SGP.22 §5.9, §3.6.1, §3.6.2): telling an SM-DS that a Profile waits for an eUICC, and that it waits no more.
/// What an SM-DS holds, or is to be told, is a row.
package org.esimtestbed.smdpplus.smds;
