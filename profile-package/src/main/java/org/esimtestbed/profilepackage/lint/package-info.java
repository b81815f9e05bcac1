/// Finds what is inconsistent in a package: each rule is one record with its name, severity and clause. Reads also
/// packages no card would install.
package org.esimtestbed.profilepackage.lint;
