/// The toolkit framework of the card (ETSI TS 102 241): triggers the applets that registered for an event and lets them
/// send proactive commands. An applet runs on a thread of its own that waits within `send`, because the card must
/// answer
/// the APDU meanwhile; only one of the two ever runs at a time.
package org.esimtestbed.euicc.runtime.toolkit;
