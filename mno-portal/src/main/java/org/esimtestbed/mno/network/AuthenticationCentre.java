package org.esimtestbed.mno.network;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.esimtestbed.mno.subscription.Subscription;
import org.esimtestbed.mno.subscription.Subscription.Algorithm;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.AuthenticationVector;
import org.esimtestbed.rsp.aka.Auts;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.TestAlgorithm;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;

/// Challenges USIMs and knows what they must answer. Sequence numbers follow 3GPP TS 33.102 Annex C.1.1: SEQ in the
/// upper 43 bits, IND in the lower 5, counting both on for each vector.
public final class AuthenticationCentre {
    private static final int IND_BITS = 5;
    private static final int SQN_OCTETS = 6;
    private static final Bytes AMF = Bytes.hex("8000"); // separation bit: the vector is for E-UTRAN (TS 33.401 §6.1.2)

    private final Subscriptions subscriptions;
    private final Crypto crypto;
    private final String plmn;
    private final Map<Imsi, AuthenticationVector> awaited = new ConcurrentHashMap<>();

    public AuthenticationCentre(Subscriptions subscriptions, Crypto crypto, String plmn) {
        this.subscriptions = subscriptions;
        this.crypto = crypto;
        this.plmn = plmn;
    }

    /// A new challenge; empty for a subscriber nobody knows.
    public Optional<Attach.Challenge> challenge(Imsi imsi) {
        return subscriptions.find(imsi).map(subscription -> {
            long sqn = subscriptions.nextSqn(subscription, (1 << IND_BITS) + 1);
            var vector = AuthenticationVector.compose(algorithm(subscription), crypto.random(16), octets(sqn), AMF);
            awaited.put(imsi, vector);
            return new Attach.Challenge(vector.rand(), vector.autn().bytes());
        });
    }

    /// Whether RES is what was expected, and both sides hold the same keys. A challenge is good for one answer.
    public Attach.Result verify(Attach.Answer answer) {
        var vector = awaited.remove(new Imsi(answer.imsi()));
        if (vector == null) return refused("no challenge is open");
        if (!vector.xres().equals(answer.res())) return refused("RES does not match");
        if (!Attach.keyProof(vector.ck(), vector.ik(), vector.rand()).equals(answer.keyProof())) {
            return refused("CK or IK does not match");
        }
        return new Attach.Result(true, Optional.of(plmn), Optional.empty());
    }

    /// Takes over the USIM's sequence number and challenges anew (TS 33.102 §6.3.5); empty if AUTS is not genuine.
    public Optional<Attach.Challenge> resynchronise(Attach.SynchronisationFailure failure) {
        var imsi = new Imsi(failure.imsi());
        var vector = awaited.remove(imsi);
        var subscription = subscriptions.find(imsi);
        if (vector == null || subscription.isEmpty() || !vector.rand().equals(failure.rand())) return Optional.empty();
        return Auts.of(failure.auts())
                .sqnMs(algorithm(subscription.get()), failure.rand())
                .flatMap(sqnMs -> {
                    subscriptions.resetSqn(subscription.get().iccid(), sqnMs.unsigned());
                    return challenge(imsi);
                });
    }

    private static AkaAlgorithm algorithm(Subscription subscription) {
        return subscription.algorithm() == Algorithm.MILENAGE
                ? Milenage.withOpc(subscription.k(), subscription.opc())
                : new TestAlgorithm(subscription.k());
    }

    private static Bytes octets(long sqn) {
        var octets = new int[SQN_OCTETS];
        for (int i = 0; i < SQN_OCTETS; i++) octets[i] = (int) (sqn >> 8 * (SQN_OCTETS - 1 - i));
        return Bytes.of(octets);
    }

    private static Attach.Result refused(String cause) {
        return new Attach.Result(false, Optional.empty(), Optional.of(cause));
    }
}
