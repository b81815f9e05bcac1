/// The house as a whole: starts every role in one JVM, and gives people the `testbed` command. The only place that
/// knows all roles.
package org.esimtestbed.console;
