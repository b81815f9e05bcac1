package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.GET_BOUND_PROFILE_PACKAGE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspFailure;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.testkit.TestEuicc;

/// The eUICC's end of ES9+.GetBoundProfilePackage: asks for a package, opens it, and races for it.
final class Download {
    private Download() {}

    static Bytes signature2(Offer offer) {
        return Tlv.parse(Bytes.base64(offer.answer().path("smdpSignature2").asString()))
                .value();
    }

    static Tlv prepared(Offer offer, Optional<Bytes> hashCc, EcKeyPair oneTime) {
        return offer.euicc().prepareDownload(offer.transactionId(), signature2(offer), hashCc, oneTime);
    }

    static Tlv prepared(Offer offer) {
        return prepared(offer, Optional.empty(), offer.euicc().newOneTimeKey());
    }

    static Bytes hashCc(String code, TransactionId id) {
        return ConfirmationCode.hashCc(ConfirmationCode.hash(code), id);
    }

    static BoundProfilePackage bound(TestSmDpPlus smdp, Offer offer, Optional<Bytes> hashCc, EcKeyPair oneTime)
            throws IOException {
        var answer = GET_BOUND_PROFILE_PACKAGE.json(smdp, offer.transactionId(), prepared(offer, hashCc, oneTime));
        assertThat(outcome(answer)).as(answer.body()).isEqualTo("Executed-Success");
        assertThat(json(answer).path("transactionId").asString())
                .isEqualTo(offer.transactionId().toString());
        return BoundProfilePackage.of(
                Tlv.parse(Bytes.base64(json(answer).path("boundProfilePackage").asString())));
    }

    static BoundProfilePackage bound(TestSmDpPlus smdp, Offer offer, EcKeyPair oneTime) throws IOException {
        return bound(smdp, offer, Optional.empty(), oneTime);
    }

    static InitialiseSecureChannel channel(BoundProfilePackage bpp) {
        return InitialiseSecureChannel.of(bpp.initialiseSecureChannel());
    }

    /// A package as the eUICC opens it.
    record Opened(Bytes metadata, Bytes profilePackage, boolean ownKeys) {
        static Opened of(BoundProfilePackage bpp, TestEuicc euicc, EcKeyPair oneTime) throws BspFailure {
            var crypto = Crypto.standard();
            var channel = channel(bpp);
            var shared = crypto.agree(oneTime.privateKey(), crypto.publicKey(oneTime.curve(), channel.smdpOtpk()));
            var eid = new Eid(
                    euicc.credential().certificate().subjectSerialNumber().orElseThrow());
            var session =
                    new Bsp(BspKeys.derive(shared, channel.controlRefTemplate().hostId(), eid));
            for (var block : bpp.firstSequenceOf87().children()) session.decrypt(block);
            var metadata = Bytes.EMPTY;
            for (var block : bpp.sequenceOf88().children()) metadata = metadata.plus(session.verify(block));
            var elements = session;
            if (bpp.secondSequenceOf87().isPresent()) {
                var keys = session.decrypt(bpp.secondSequenceOf87().get().only());
                elements = new Bsp(ReplaceSessionKeys.of(Tlv.parse(keys)).keys());
            }
            var profile = Bytes.EMPTY;
            for (var block : bpp.sequenceOf86().children()) profile = profile.plus(elements.decrypt(block));
            return new Opened(metadata, profile, bpp.secondSequenceOf87().isPresent());
        }
    }

    interface Racer {
        Callable<String> prepared(int number) throws Exception;
    }

    static List<String> atOnce(int racers, Racer racer) throws Exception {
        var start = new CyclicBarrier(racers);
        try (var pool = Executors.newFixedThreadPool(racers)) {
            var tries = new ArrayList<Callable<String>>();
            for (int i = 0; i < racers; i++) {
                var prepared = racer.prepared(i);
                tries.add(() -> {
                    start.await();
                    return prepared.call();
                });
            }
            return pool.invokeAll(tries).stream().map(Future::resultNow).toList();
        }
    }
}
