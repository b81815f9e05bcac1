package org.esimtestbed.smdpplus.binding;

import java.util.ArrayList;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.ConfigureIsdp;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel.ControlRefTemplate;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Binds packages (SGP.22 §2.5.3, §2.5.4): one one-time key of the server for each.
public final class Binding {
    private static final Bytes HOST_ID = Bytes.utf8("esim-testbed");

    private final Crypto crypto;
    private final EcKeyPair signingKey;
    private final Oid smdpOid;

    /// @param signingKey the key of CERT.DPpb
    /// @param smdpOid    the OID in CERT.DPpb
    public Binding(Crypto crypto, EcKeyPair signingKey, Oid smdpOid) {
        this.crypto = crypto;
        this.signingKey = signingKey;
        this.smdpOid = smdpOid;
    }

    /// @param profilePackage the profile elements one after another
    /// @param metadata       BF25 as offered to the LPA
    /// @param euiccOtpk      otPK.EUICC.ECKA, 65 octets
    /// @return BF36
    /// @throws IllegalArgumentException if the one-time key is no point of the curve
    public Tlv bind(TransactionId transactionId, Eid eid, Bytes euiccOtpk, Tlv metadata, Bytes profilePackage) {
        var curve = signingKey.curve();
        var oneTime = crypto.generateKeyPair(curve);
        var template = new ControlRefTemplate(BspKeys.KEY_TYPE_AES, BspKeys.KEY_LENGTH, HOST_ID);
        var unsigned = InitialiseSecureChannel.unsigned(transactionId, template, oneTime.publicPoint());
        var signature = crypto.sign(signingKey.privateKey(), InitialiseSecureChannel.covered(unsigned, euiccOtpk));
        var shared = crypto.agree(oneTime.privateKey(), crypto.publicKey(curve, euiccOtpk));
        var bsp = new Bsp(BspKeys.derive(shared, HOST_ID, eid));
        var parts = new ArrayList<Tlv>();
        parts.add(InitialiseSecureChannel.signed(unsigned, signature));
        parts.add(Tlv.of(
                BoundProfilePackage.CONFIGURE_ISDP,
                bsp.encrypt(0x87, ConfigureIsdp.withOid(smdpOid).encode().raw())));
        parts.add(Tlv.of(BoundProfilePackage.STORE_METADATA, bsp.mac(0x88, metadata.raw())));
        parts.add(Tlv.of(BoundProfilePackage.PROFILE_ELEMENTS, bsp.encrypt(0x86, profilePackage)));
        return Tlv.of(Tags.BOUND_PROFILE_PACKAGE, parts);
    }
}
