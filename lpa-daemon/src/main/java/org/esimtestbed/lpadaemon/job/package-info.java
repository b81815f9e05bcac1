/// Downloads that go on while nobody waits for the answer: what they have come to, whom they ask, how they end.
package org.esimtestbed.lpadaemon.job;
