/// What SM-DP+ and SM-DS share beyond the listeners of `http-door`: how rows are kept, how an eUICC proves itself, how
/// one server calls another, what both tell who looks after them. Knows no function of either.
package org.esimtestbed.rspserver;
