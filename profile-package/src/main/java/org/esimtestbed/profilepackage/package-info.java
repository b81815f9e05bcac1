/// The TCA eUICC Profile Package (interoperable format): read, written, expanded into files, built from a readable
/// profile type, and personalised for one subscription. Knows no card, no server and no key of its own.
package org.esimtestbed.profilepackage;
