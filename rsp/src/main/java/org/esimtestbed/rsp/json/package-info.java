/// The JSON binding of the server interfaces (SGP.22 §6.5): envelopes, headers, and how typed values become text.
/// Which functions there are is in `es2plus` and `es9plus`; HTTP is left to the roles.
package org.esimtestbed.rsp.json;
