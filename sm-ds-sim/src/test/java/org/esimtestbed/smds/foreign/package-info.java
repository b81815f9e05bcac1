/// An LPA and a card of the JDK and BouncyCastle alone, which ask an SM-DS and check every signature: `rsp` is on both
/// ends of all other tests, and a misreading in it would show on neither.
package org.esimtestbed.smds.foreign;
