package org.esimtestbed.smdpplus.foreign;

import java.security.KeyPair;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/// A Bound Profile Package opened as the eUICC does (SGP.22 §2.5.4, §5.5).
///
/// @param metadata       BF25 of StoreMetadata
/// @param profilePackage the profile elements one after another
/// @param ownKeys        whether ReplaceSessionKeys gave the profile elements keys of their own
record RecoveredPackage(DataObject metadata, byte[] profilePackage, boolean ownKeys) {
    private static final int INSTALL_BOUND_PROFILE_PACKAGE = 1;

    /// @param octets  BF36
    /// @param oneTime the eUICC's one-time key pair of this session
    /// @param eid     16 octets
    /// @throws ForeignRefusal naming the first check that fails
    static RecoveredPackage opened(byte[] octets, Offer offer, ForeignCurve curve, KeyPair oneTime, byte[] eid) {
        var bpp = DataObject.read(octets).expect("BF36");
        var keys = initialised(bpp.child("BF23"), offer, curve, oneTime, eid);
        return unprotected(bpp, keys, offer.metadata(), ForeignTrust.oid(offer.dpPb()));
    }

    /// What follows InitialiseSecureChannel.
    ///
    /// @param offered BF25, as the End User was shown it
    /// @param smdpOid the OID in CERT.DPpb
    static RecoveredPackage unprotected(DataObject bpp, BspKeys keys, DataObject offered, String smdpOid) {
        boolean ownKeys = bpp.find("A2").isPresent();
        if (ownKeys) bpp.children("BF23", "A0", "A1", "A2", "A3");
        else bpp.children("BF23", "A0", "A1", "A3");

        var channel = new SecureChannel(keys);
        checkIsdp(DataObject.read(channel.decrypted(bpp.child("A0").children(), "87")), smdpOid);
        var metadata = DataObject.read(channel.verified(bpp.child("A1").children(), "88"))
                .expect("BF25");
        ForeignRefusal.unless(metadata.is(offered), "StoreMetadata is not what the End User was shown");
        if (ownKeys) {
            var replaced = DataObject.read(channel.decrypted(bpp.child("A2").children(), "87"));
            channel = new SecureChannel(BspKeys.replaced(replaced));
        }
        var elements = channel.decrypted(bpp.child("A3").children(), "86");
        var read = DataObject.readAll(elements);
        ForeignRefusal.unless(
                !read.isEmpty()
                        && read.getFirst().tag().equals("A0")
                        && read.getLast().tag().equals("AA"),
                "the profile elements do not go from header to end");
        return new RecoveredPackage(metadata, elements, ownKeys);
    }

    /// ES8+.InitialiseSecureChannel (§5.5.1): its signature, then the keys.
    private static BspKeys initialised(
            DataObject request, Offer offer, ForeignCurve curve, KeyPair oneTime, byte[] eid) {
        var members = request.children("82", "80", "A6", "5F49", "5F37");
        ForeignCurve.verify(
                "smdpSign",
                offer.dpPb().getPublicKey(),
                members.get(4),
                members.get(0).octets(),
                members.get(1).octets(),
                members.get(2).octets(),
                members.get(3).octets(),
                DataObject.application(73, ForeignCurve.point(oneTime.getPublic()))
                        .octets());
        ForeignRefusal.unless(members.get(0).asInt() == INSTALL_BOUND_PROFILE_PACKAGE, "another remoteOpId");
        ForeignRefusal.unless(
                Arrays.equals(members.get(1).value(), offer.transactionId()), "a package of another session");
        var shared = curve.agree(oneTime.getPrivate(), members.get(3).value());
        return BspKeys.derived(shared, members.get(2), eid);
    }

    /// ES8+.ConfigureISDP (§5.5.2): whose proprietary data it is, where there is some.
    private static void checkIsdp(DataObject request, String smdpOid) {
        request.expect("BF24").find("B8").ifPresent(data -> {
            var oid = ASN1ObjectIdentifier.fromContents(data.child("80").value());
            ForeignRefusal.unless(oid.getId().equals(smdpOid), "dpOid is not the OID in CERT.DPpb");
        });
    }
}
