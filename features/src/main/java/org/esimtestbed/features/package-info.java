/// Scenarios against the whole ecosystem, by its public doors only: ES2+ and ES9+ over TLS, APDUs, the operator's HTTP.
/// One ecosystem serves the whole run; each scenario has an order, an eUICC and a device of its own.
package org.esimtestbed.features;
