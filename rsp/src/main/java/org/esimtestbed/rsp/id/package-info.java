/// The identifiers that travel between the roles (SGP.22 §4, ITU-T E.118, 3GPP TS 23.003), each a type that checks
/// itself. A value that exists is valid; text and wire form are both here.
package org.esimtestbed.rsp.id;
