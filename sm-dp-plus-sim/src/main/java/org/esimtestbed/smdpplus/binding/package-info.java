/// A Profile Package becomes a Bound Profile Package (SGP.22 §2.5): protected for the one eUICC that gave its
/// one-time key.
package org.esimtestbed.smdpplus.binding;
