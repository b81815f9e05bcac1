/// The primitives of SGP.22 §2.6: elliptic curves, key derivation, AES-CMAC. Which provider computes them is chosen
/// once ([Crypto#standard()]); callers see octets, points and keys.
package org.esimtestbed.rsp.crypto;
