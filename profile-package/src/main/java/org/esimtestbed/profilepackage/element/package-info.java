/// The profile elements: what each says, as records (TCA eUICC Profile Package 3.3.1, clause 8 and Annex A).
/// Files are left to `org.esimtestbed.profilepackage.file`.
package org.esimtestbed.profilepackage.element;
