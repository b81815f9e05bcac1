package org.esimtestbed.fuzz;

import java.util.HashSet;
import java.util.Set;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.Subscription;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Where executions begin. Each state was reached once, by genuine messages, and is put into a new card each time.
final class States {
    static final Iccid FIRST = new Iccid("8988211000000000013");
    static final Iccid SECOND = new Iccid("8988211000000000021");
    static final Iccid THIRD = new Iccid("8988211000000000039");

    /// A USIM and nothing beside, so that an installation is quick.
    private static final Set<String> SMALL =
            Set.of("header", "mf", "pukCodes", "pinCodes", "usim", "akaParameter", "end");

    static final Bytes GENERIC_PACKAGE = generic(FIRST).encode();
    static final Bytes SMALL_PACKAGE = small(THIRD).encode();

    /// The generic Profile enabled, a small one disabled, and notifications that wait.
    static final CardState INSTALLED = installed();

    /// The same, and a download that was prepared.
    static final Prepared PREPARED = prepared(INSTALLED);

    private States() {}

    /// @param channel of the SM-DP+ to the card that has this state
    record Prepared(CardState state, ServerSide.Channel channel) {}

    static ProfilePackage generic(Iccid iccid) {
        return ProfileType.generic()
                .personalise(Subscription.of(iccid, new Imsi("001010000000001"))
                        .withCodes("1234", "12345678", "5678", "87654321", "11111111"));
    }

    static ProfilePackage small(Iccid iccid) {
        var names = new HashSet<String>();
        return new ProfilePackage(generic(iccid).elements().stream()
                .filter(element -> SMALL.contains(element.name()) && names.add(element.name()))
                .toList());
    }

    private static CardState installed() {
        var card = new CardUnderFire(CardState.fresh("smdp.example.com")).atIsdR();
        install(card, GENERIC_PACKAGE, FIRST);
        install(card, small(SECOND).encode(), SECOND);
        card.storeData(new EnableProfile(new ProfileIdentifier.ByIccid(FIRST), false)
                .request()
                .raw());
        if (card.state().enabled().isEmpty()) throw new IllegalStateException("the profile was not enabled");
        return card.state();
    }

    private static void install(CardUnderFire card, Bytes profilePackage, Iccid iccid) {
        var prepared = prepare(card);
        var functions = ServerSide.functions(profilePackage, iccid);
        var last = Bytes.EMPTY;
        for (var segment : ServerSide.segments(prepared, functions, false)) last = card.storeData(segment);
        var result =
                ProfileInstallationResult.of(Tlv.parse(last)).data().value().finalResult();
        if (!(result instanceof ProfileInstallationResult.Success)) throw new IllegalStateException("" + result);
    }

    private static Prepared prepared(CardState from) {
        var card = new CardUnderFire(from).atIsdR();
        var channel = prepare(card);
        return new Prepared(card.state(), channel);
    }

    private static ServerSide.Channel prepare(CardUnderFire card) {
        var request = ServerSide.prepareDownload(ServerSide.smdpSigned2(), authenticate(card));
        var ok = (PrepareDownloadResponse.Ok) PrepareDownloadResponse.of(Tlv.parse(card.storeData(request)));
        return ServerSide.channel(ok.euiccSigned2().value().euiccOtpk());
    }

    /// Opens a session; euiccSignature1.
    static Bytes authenticate(CardUnderFire card) {
        var request = ServerSide.authenticateServer(ServerSide.serverSigned1(challenge(card)), ServerSide.ctxParams1());
        var answer = AuthenticateServerResponse.of(Tlv.parse(card.storeData(request)));
        return ((AuthenticateServerResponse.Ok) answer).signature1();
    }

    static Bytes challenge(CardUnderFire card) {
        var command = new GetEuiccChallenge();
        return command.response(Tlv.parse(card.storeData(command.request().raw())));
    }
}
