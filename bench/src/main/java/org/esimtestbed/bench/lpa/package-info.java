/// What the LPA itself costs: a download less what servers and card take of it.
package org.esimtestbed.bench.lpa;
