package org.esimtestbed.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.tlv.Bytes;

/// An LPA that sends any data object to the ISD-R.
///
/// Input: one octet for how far a session has come ([#begin]), one for the message ([#message]), then for message 0 the
/// data object itself, for the others [Edits].
class Es10TlvFuzzTest {
    private static final Cost COST = new Cost(4 << 20, 1024);

    @FuzzTest
    @DictionaryFile(resourcePath = "es10.dict")
    void storeData(byte[] octets) {
        COST.limit(octets.length, () -> run(new Input(octets)));
    }

    /// What the message was answered.
    static Bytes run(Input input) {
        int stage = input.octet() % 5;
        var card = new CardUnderFire(stage < 3 ? States.INSTALLED : States.PREPARED.state()).atIsdR();
        var signature1 = begin(card, stage);
        var answer = card.storeData(message(card, signature1, input.octet() % 7, input));
        card.checkState();
        return answer;
    }

    /// 0 nothing; 1 a challenge was asked for; 2 a server is authenticated; 3 a download was prepared before the last
    /// reset; 4 its package has begun to be loaded.
    ///
    /// @return euiccSignature1 of the session, or 64 other octets
    private static Bytes begin(CardUnderFire card, int stage) {
        switch (stage) {
            case 1 -> States.challenge(card);
            case 2 -> {
                return States.authenticate(card);
            }
            case 4 ->
                card.storeData(ServerSide.segments(
                                States.PREPARED.channel(),
                                ServerSide.functions(States.SMALL_PACKAGE, States.THIRD),
                                false)
                        .getFirst());
            default -> {
                // as it is
            }
        }
        return Bytes.repeat(0x11, 64);
    }

    /// 0 what the input says; 1 AuthenticateServer; 2 the same, its serverSigned1 edited before it is signed; 3 the
    /// same
    /// with ctxParams1; 4 PrepareDownload; 5 the same, its smdpSigned2 edited before it is signed; 6 CancelSession.
    private static Bytes message(CardUnderFire card, Bytes signature1, int which, Input input) {
        return switch (which) {
            case 1 ->
                Edits.apply(
                        input,
                        ServerSide.authenticateServer(
                                ServerSide.serverSigned1(States.challenge(card)), ServerSide.ctxParams1()));
            case 2 ->
                ServerSide.authenticateServer(
                        Edits.apply(input, ServerSide.serverSigned1(States.challenge(card))), ServerSide.ctxParams1());
            case 3 ->
                ServerSide.authenticateServer(
                        ServerSide.serverSigned1(States.challenge(card)), Edits.apply(input, ServerSide.ctxParams1()));
            case 4 -> Edits.apply(input, ServerSide.prepareDownload(ServerSide.smdpSigned2(), signature1));
            case 5 -> ServerSide.prepareDownload(Edits.apply(input, ServerSide.smdpSigned2()), signature1);
            case 6 ->
                Edits.apply(
                        input,
                        new CancelSession(ServerSide.TRANSACTION_ID, CancelSessionReason.values()[0])
                                .request()
                                .raw());
            default -> input.rest();
        };
    }
}
