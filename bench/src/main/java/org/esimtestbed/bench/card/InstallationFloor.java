package org.esimtestbed.bench.card;

import java.security.interfaces.ECPublicKey;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.crypto.Aes;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The cryptography a card does for one installation, bare, over octets of the same number. Certificates are not in it:
/// a
/// server's is checked once and remembered.
final class InstallationFloor {
    // serverSignature1, smdpSignature2, smdpSign
    private static final int VERIFIED = 3;
    // euiccSignature1, euiccSignature2, euiccSignPIR, and one notification of the installation
    private static final int SIGNED = 4;
    private static final int SIGNED_OCTETS = 250;
    private static final int MAC = 8;
    private static final int HEADER = 4;

    private final Crypto crypto;
    private final int packageOctets;
    private final EcKeyPair signer;
    private final ECPublicKey publicKey;
    private final Bytes data = Bytes.repeat(0x5A, SIGNED_OCTETS);
    private final Bytes signature;
    private final EcKeyPair theirs;
    private final Aes aes = new Aes(Bytes.repeat(0x11, 16));

    InstallationFloor(Crypto crypto, int packageOctets) {
        this.crypto = crypto;
        this.packageOctets = packageOctets;
        this.signer = crypto.generateKeyPair(Curve.NIST_P256);
        this.publicKey = crypto.publicKey(Curve.NIST_P256, signer.publicPoint());
        this.signature = crypto.sign(signer.privateKey(), data);
        this.theirs = crypto.generateKeyPair(Curve.NIST_P256);
    }

    /// Microseconds of one installation.
    double measure(int rounds) {
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) once();
        return (System.nanoTime() - start) / 1e3 / rounds;
    }

    private void once() {
        for (int i = 0; i < VERIFIED; i++) {
            if (!crypto.verify(publicKey, data, signature)) throw new IllegalStateException("does not verify");
        }
        for (int i = 0; i < SIGNED; i++) crypto.sign(signer.privateKey(), data);
        var oneTime = crypto.generateKeyPair(Curve.NIST_P256); // otPK.EUICC.ECKA
        crypto.agree(oneTime.privateKey(), crypto.publicKey(Curve.NIST_P256, theirs.publicPoint()));
        openBlocks(16); // ConfigureISDP
        var metadata = Installer.metadata(new Iccid("8988210000000000001")).encode();
        aes.cmac(Bytes.repeat(0, 16 + HEADER + metadata.raw().size()));
        openBlocks(packageOctets);
    }

    /// MAC, initial vector and decryption of as many blocks as that many octets take (SGP.22 §2.6.4.3).
    private void openBlocks(int octets) {
        int most = (Bsp.MAX_BLOCK - HEADER - MAC) / 16 * 16;
        for (int left = octets; left > 0; left -= most - 1) {
            int padded = (Math.min(left, most - 1) / 16 + 1) * 16;
            aes.cmac(Bytes.repeat(0, 16 + HEADER + padded));
            aes.decryptCbc(aes.encryptBlock(Bytes.repeat(0, 16)), Bytes.repeat(0, padded));
        }
    }
}
