/// ES9+ (SGP.22 §5.6), the LPA's side of the SM-DP+: one class a function, its checks in the order of the
/// specification.
package org.esimtestbed.smdpplus.es9plus;
