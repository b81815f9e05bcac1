/// The operator's network as far as a SIM is concerned: the authentication centre (3GPP TS 33.102 §6.3).
package org.esimtestbed.mno.network;
