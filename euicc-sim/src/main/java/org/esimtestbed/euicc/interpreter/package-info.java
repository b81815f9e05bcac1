/// Carries out the profile elements of the TCA eUICC Profile Package specification one by one: files, codes, keys,
/// applications. Which files an element means is worked out by `profile-package`; here they become a Profile of this
/// card.
package org.esimtestbed.euicc.interpreter;
