/// A profile package as a tree of named values: the schema of the elements, reading DER by it and writing DER back.
/// Knows tags, names and types, nothing of what a value means; received bytes stay beside every value.
package org.esimtestbed.profilepackage.tree;
