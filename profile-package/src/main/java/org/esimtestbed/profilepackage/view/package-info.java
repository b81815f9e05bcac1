/// What a package says, in words for people: its elements by the specification's names, the file system it builds,
/// access rules, service tables and the well-known files decoded. Reads also what no card would install.
package org.esimtestbed.profilepackage.view;
