/// The SM-DS alone: events registered and polled a second, however many are stored.
package org.esimtestbed.bench.discovery;
