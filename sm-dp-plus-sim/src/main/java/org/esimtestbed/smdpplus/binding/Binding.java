package org.esimtestbed.smdpplus.binding;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel.ControlRefTemplate;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.order.ProfileOrder.Bound;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.profile.Protection;

/// Binds packages (SGP.22 §2.5.3, §2.5.4): one one-time key of the server for each, and the same again where an eUICC
/// comes back with the one-time key it had before.
public final class Binding {
    private static final Bytes HOST_ID = Bytes.utf8("esim-testbed");

    private final Crypto crypto;
    private final Vault vault;

    public Binding(Crypto crypto, Vault vault) {
        this.crypto = crypto;
        this.vault = vault;
    }

    /// Who a package is bound to, and in which session.
    ///
    /// @param identity  under whose CERT.DPpb the package is signed
    /// @param euiccOtpk otPK.EUICC.ECKA, 65 octets
    public record Recipient(ServerIdentity identity, TransactionId transactionId, Eid eid, Bytes euiccOtpk) {}

    /// @param bpp   BF36
    /// @param bound to be kept, for the case that the download breaks
    public record Result(Tlv bpp, Bound bound) {}

    /// @param before what the package was bound with last
    /// @throws IllegalArgumentException if the one-time key is no point of the curve
    public Result bind(
            Recipient recipient,
            Iccid iccid,
            ProfileContent.Offer offer,
            Bytes profilePackage,
            Optional<Bound> before) {
        return bind(recipient, iccid, offer, profilePackage, before, Sealing.HONEST);
    }

    /// The same with somebody who may bend it.
    public Result bind(
            Recipient recipient,
            Iccid iccid,
            ProfileContent.Offer offer,
            Bytes profilePackage,
            Optional<Bound> before,
            Sealing sealing) {
        var signing = recipient.identity().dpPb().keyPair();
        var theirs = crypto.publicKey(signing.curve(), recipient.euiccOtpk());
        var context = context(iccid.digits());
        var keys = before.filter(it -> it.euiccOtpk().equals(recipient.euiccOtpk()))
                .map(it -> BindingKeys.of(vault.open(it.sealedKeys(), context), crypto, signing.curve()))
                .orElseGet(() -> newKeys(signing.curve(), offer.protection()));
        var shared = crypto.agree(keys.oneTime().privateKey(), theirs);
        var derived = BspKeys.derive(shared, HOST_ID, recipient.eid());
        var session = blocks(sealing.sessionKeys(derived, shared, HOST_ID, recipient.eid()), sealing);
        var oid = recipient.identity().oid();

        var parts = new ArrayList<Tlv>();
        parts.add(initialiseSecureChannel(recipient, signing, keys.oneTime(), sealing));
        parts.add(sealing.sequence(Tlv.of(
                BoundProfilePackage.CONFIGURE_ISDP,
                session.encrypt(0x87, ConfigureIsdp.withOid(oid).encode().raw()))));
        parts.add(sealing.sequence(Tlv.of(
                BoundProfilePackage.STORE_METADATA,
                session.mac(0x88, offer.metadata().raw()))));
        keys.profileKeys()
                .ifPresent(own -> parts.add(sealing.sequence(Tlv.of(
                        BoundProfilePackage.REPLACE_SESSION_KEYS,
                        session.encrypt(
                                0x87, new ReplaceSessionKeys(own).encode().raw())))));
        var elements = keys.profileKeys().map(own -> blocks(own, sealing)).orElse(session);
        parts.add(
                sealing.sequence(Tlv.of(BoundProfilePackage.PROFILE_ELEMENTS, elements.encrypt(0x86, profilePackage))));
        return new Result(
                Tlv.of(Tags.BOUND_PROFILE_PACKAGE, parts),
                new Bound(recipient.euiccOtpk(), vault.seal(keys.encode(), context), recipient.transactionId()));
    }

    /// What the keys an order was bound with are sealed for.
    public static String context(String iccid) {
        return iccid + " binding";
    }

    private static Blocks blocks(BspKeys keys, Sealing sealing) {
        return sealing.blocks(Blocks.under(keys), keys);
    }

    private Tlv initialiseSecureChannel(Recipient recipient, EcKeyPair signing, EcKeyPair oneTime, Sealing sealing) {
        var template = new ControlRefTemplate(BspKeys.KEY_TYPE_AES, BspKeys.KEY_LENGTH, HOST_ID);
        var unsigned = sealing.secureChannel(
                InitialiseSecureChannel.unsigned(recipient.transactionId(), template, oneTime.publicPoint()));
        var signature =
                crypto.sign(signing.privateKey(), InitialiseSecureChannel.covered(unsigned, recipient.euiccOtpk()));
        return InitialiseSecureChannel.signed(unsigned, sealing.signature(signature));
    }

    private BindingKeys newKeys(Curve curve, Protection protection) {
        var profileKeys = switch (protection) {
            case SESSION_KEYS -> Optional.<BspKeys>empty();
            case PROFILE_KEYS -> Optional.of(new BspKeys(crypto.random(16), crypto.random(16), crypto.random(16)));
        };
        return new BindingKeys(crypto.generateKeyPair(curve), profileKeys);
    }
}
