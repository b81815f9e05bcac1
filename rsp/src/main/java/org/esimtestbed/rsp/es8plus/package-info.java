/// ES8+ (SGP.22 §5.5): what the SM-DP+ tells the eUICC inside a Bound Profile Package (§2.5), and the order it
/// stands in. How the blocks are protected is `bsp`; what the Profile is made of is `profile-package`.
package org.esimtestbed.rsp.es8plus;
