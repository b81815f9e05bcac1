/// The operator's network as far as a device sees it: the authentication centre (3GPP TS 33.102 §6.3), who is
/// attached, what a subscriber may do, and the gateway to the packet network.
package org.esimtestbed.mno.network;
