/// The LPA as a daemon: what `testbed lpa` does, for programs, on one card or many. A download is a job that reports
/// its progress and waits for the End User. The device itself is `lpa-sim`.
package org.esimtestbed.lpadaemon;
