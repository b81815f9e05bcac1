package org.esimtestbed.smdpplus.binding;

import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The questions [Binding] asks on its way, each with the honest answer, which stands where nobody bends it.
public interface Sealing {
    Sealing HONEST = new Sealing() {};

    /// BF23, before it is signed.
    default Tlv secureChannel(Tlv honest) {
        return honest;
    }

    /// smdpSign, r‖s.
    default Bytes signature(Bytes honest) {
        return honest;
    }

    /// The session keys.
    ///
    /// @param sharedSecret 32 octets
    default BspKeys sessionKeys(BspKeys honest, Bytes sharedSecret, Bytes hostId, Eid eid) {
        return honest;
    }

    /// What protects under those keys.
    default Blocks blocks(Blocks honest, BspKeys keys) {
        return honest;
    }

    /// A whole sequence of protected blocks: A0, A1, A2 or A3.
    default Tlv sequence(Tlv honest) {
        return honest;
    }
}
