/// What a device and its operator's network say to each other when it attaches: the part of 3GPP TS 24.301 §5.4.2
/// that concerns the SIM, as JSON over HTTP. Radio and core are not simulated; only the authentication is real (3GPP
/// TS 33.102 §6.3).
package org.esimtestbed.rsp.network;
