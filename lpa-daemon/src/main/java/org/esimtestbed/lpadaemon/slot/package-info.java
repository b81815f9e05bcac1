/// The cards of the daemon, each in a slot that serves one caller at a time.
package org.esimtestbed.lpadaemon.slot;
