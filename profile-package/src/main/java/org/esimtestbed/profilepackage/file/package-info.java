/// The file system a package builds: templates, what an element changes in them, and the files that come out, with
/// final content, ready for a card (TCA eUICC Profile Package 3.3.1, clauses 8.3 and 9; ETSI TS 102 222).
package org.esimtestbed.profilepackage.file;
