/// What the device remembers when it is switched off: a download that has not ended, and whom it could not
/// reach. Named pieces of text, in a folder or for the life of the process.
package org.esimtestbed.lpa.memory;
