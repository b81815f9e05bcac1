/// Measures the card alone, in process: APDUs, functions of ES10, installations beside their cryptography, and how many
/// cards fit into one JVM. The SM-DP+ at the other end is made ready beforehand and not counted.
package org.esimtestbed.bench.card;
