/// The card: what it takes to make one. What it consists of is in the packages below, from the outside in: `door`,
/// `runtime`, `uicc` and `isdr`, `install`, `interpreter`, `state`.
package org.esimtestbed.euicc;
