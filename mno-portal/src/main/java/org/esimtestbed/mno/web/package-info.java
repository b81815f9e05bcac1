/// HTTP around the operator: orders, the network, and the callbacks of the SM-DP+. Spring lives here and nowhere
/// else.
package org.esimtestbed.mno.web;
