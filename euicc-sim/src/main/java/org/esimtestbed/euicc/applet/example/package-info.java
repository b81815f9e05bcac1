/// Two small applets to start from: one for the toolkit, one that serves commands. They use nothing but the Java Card
/// and UICC APIs.
package org.esimtestbed.euicc.applet.example;
