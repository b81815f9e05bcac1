/// The device: everything between an End User and the wires. Its LPA downloads and manages Profiles, its baseband
/// attaches with them.
package org.esimtestbed.lpa;
