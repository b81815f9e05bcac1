/// The modem of the device: reads the SIM as a phone does at power-on (3GPP TS 31.102 §5), obeys the proactive UICC
/// (ETSI TS 102 223), and attaches through the operator's authentication centre. Radio is left out.
package org.esimtestbed.lpa.baseband;
