/// The SM-DP+ alone under load: the server in one process, devices that know no card in another, each on a core of its
/// own where the system can pin them.
package org.esimtestbed.bench.smdp;
