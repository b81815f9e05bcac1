/// A foreign LPA and a foreign eUICC, made of the JDK, BouncyCastle and a JSON reader alone, that meet the SM-DP+ over
/// HTTPS. They share no octet of code with the server, so that a misreading of the specification that both of our own
/// ends share cannot hide. `SmDpPlusUnderTest` alone knows the testbed: it starts the server and hands out addresses.
package org.esimtestbed.smdpplus.foreign;
