/// What the card never forgets: Profiles, notifications, addresses, the one-time key of a prepared download. One
/// immutable value, swapped as a whole when a command commits and stored before its answer leaves.
package org.esimtestbed.euicc.state;
