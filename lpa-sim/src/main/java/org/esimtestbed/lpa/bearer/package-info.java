/// The ways octets leave the device: Wi-Fi, or a PDN connection of the modem that leads through the operator's gateway.
package org.esimtestbed.lpa.bearer;
