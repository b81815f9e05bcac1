/// Measures the ecosystem from outside: whole downloads through the public doors, beside what the machine's
/// elliptic curves cost alone.
package org.esimtestbed.bench;
