package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Which Profile a function of ES10c is about: by its ICCID or by the AID of its ISD-P.
public sealed interface ProfileIdentifier {
    Tlv encode();

    record ByIccid(Iccid iccid) implements ProfileIdentifier {
        @Override
        public Tlv encode() {
            return IccidTag.encode(iccid);
        }
    }

    record ByAid(Aid isdpAid) implements ProfileIdentifier {
        @Override
        public Tlv encode() {
            return Tlv.of(Tags.ISDP_AID, isdpAid.bytes());
        }
    }

    /// @throws MalformedTlv if the data object is neither
    static ProfileIdentifier of(Tlv tlv) {
        return switch (tlv.tag()) {
            case Tags.ICCID -> new ByIccid(IccidTag.of(tlv));
            case Tags.ISDP_AID -> new ByAid(new Aid(tlv.sized(5, 16)));
            default -> throw tlv.malformed("identifies no Profile");
        };
    }
}
