package org.esimtestbed.smdpplus.quirk;

import java.util.List;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.binding.Blocks;
import org.esimtestbed.smdpplus.binding.Sealing;

/// Several at work on one package: each is given what the one before has answered.
record Sealings(List<? extends Sealing> all) implements Sealing {
    @Override
    public Tlv secureChannel(Tlv honest) {
        var answer = honest;
        for (var one : all) answer = one.secureChannel(answer);
        return answer;
    }

    @Override
    public Bytes signature(Bytes honest) {
        var answer = honest;
        for (var one : all) answer = one.signature(answer);
        return answer;
    }

    @Override
    public BspKeys sessionKeys(BspKeys honest, Bytes sharedSecret, Bytes hostId, Eid eid) {
        var answer = honest;
        for (var one : all) answer = one.sessionKeys(answer, sharedSecret, hostId, eid);
        return answer;
    }

    @Override
    public Blocks blocks(Blocks honest, BspKeys keys) {
        var answer = honest;
        for (var one : all) answer = one.blocks(answer, keys);
        return answer;
    }

    @Override
    public Tlv sequence(Tlv honest) {
        var answer = honest;
        for (var one : all) answer = one.sequence(answer);
        return answer;
    }
}
