/// ES2+ (SGP.22 §5.3), the operator's side of the SM-DP+: one class a function, its checks in the order of the
/// specification. An operator sees its own orders and no other's.
package org.esimtestbed.smdpplus.es2plus;
