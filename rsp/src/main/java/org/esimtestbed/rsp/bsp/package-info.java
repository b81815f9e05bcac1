/// The BPP Security Protocol (SGP.22 §2.6.4): session keys from a key agreement, and the blocks they protect.
/// Both ends are here, the protecting and the opening one; which messages they carry is left to `es8plus`.
package org.esimtestbed.rsp.bsp;
