/// BER-TLV as the RSP wires carry it (ITU-T X.690, ISO/IEC 7816-4 Annex E): bytes, tags, lengths, and the few
/// primitive values the GSMA modules use. Received bytes are kept, never re-encoded: signatures cover them.
/// Field names live in `org.esimtestbed.rsp.schema`; certificates are left to JCA.
package org.esimtestbed.rsp.tlv;
