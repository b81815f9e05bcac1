/// Profile download (SGP.22 §3.1.2 common mutual authentication, §3.1.3 download and installation): the sequence,
/// what the LPA has to check in it, and how it ends early.
package org.esimtestbed.lpa.download;
