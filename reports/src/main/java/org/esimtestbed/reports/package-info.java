/// A run, for people: one self-contained page with a sequence diagram in which every message opens to what it says, and
/// the meaning of APDUs in words. Reads trace events and nothing else; plays no role of the specification.
package org.esimtestbed.reports;
