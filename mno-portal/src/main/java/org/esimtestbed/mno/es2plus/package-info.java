/// ES2+ as the operator calls it (SGP.22 §5.3): one order in three functions, over mutual TLS.
package org.esimtestbed.mno.es2plus;
