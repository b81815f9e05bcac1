package org.esimtestbed.euicc.isdr;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.euicc.state.CardMemory;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.euicc.uicc.Uicc;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What every function of the ISD-R works on.
///
/// @param misbehaviour what bends it; honest by default
/// @param trusted checks servers up to the CIs this eUICC trusts, with its clock
public record Euicc(
        EuiccIdentity identity,
        EuiccSettings settings,
        CertificateChain trusted,
        Crypto crypto,
        CardMemory memory,
        Notifications notifications,
        Uicc uicc,
        Misbehaviour misbehaviour) {
    // Room a Profile takes besides the contents of its files: control data of files, keys and the domain itself.
    private static final int PER_PROFILE = 2048;

    /// EUICCInfo1 of SGP.22 §5.7.8.
    public Tlv info1() {
        return misbehaviour.info(new EuiccInfo1(settings.svn(), verificationKeys(), signingKeys()).encode());
    }

    /// EUICCInfo2 of SGP.22 §5.7.8, with the memory that is free at this moment.
    public Tlv info2() {
        var state = memory.state();
        var info = new EuiccInfo2(
                settings.profileVersion(),
                settings.svn(),
                settings.firmwareVersion(),
                new CardResource(state.profiles().size(), freeMemory(), 64 * 1024L),
                settings.uiccCapability(),
                Optional.of(Version.of("3.0.5")), // of the runtime below
                Optional.empty(),
                settings.rspCapability(),
                verificationKeys(),
                signingKeys(),
                settings.category(),
                settings.forbiddenPpr(),
                Version.of("1.0.0"),
                settings.sasAccreditation());
        return misbehaviour.info(info.encode());
    }

    private List<Bytes> verificationKeys() {
        return trusted.roots().stream()
                .flatMap(root -> root.subjectKeyIdentifier().stream())
                .toList();
    }

    private List<Bytes> signingKeys() {
        return identity.credentials().stream()
                .map(EuiccIdentity.Credential::ciKey)
                .toList();
    }

    /// Octets left for Profiles.
    public long freeMemory() {
        long used = 0;
        used += memory.state().revoked().size();
        for (var profile : memory.state().profiles()) used += size(profile.content());
        return Math.max(0, settings.memory() - used);
    }

    /// Checks a server's certificate up to a CI, and that no CRL on this card revokes it (SGP.22 §4.5.2.2).
    public void verifyServer(Certificate server, CertificateRole role, Certificate ci) throws CertificateRefused {
        trusted.verifyServer(server, role, ci);
        if (memory.state().revoked().contains(server)) {
            throw new CertificateRefused(CertificateRefused.Fault.REVOKED, server, "is revoked");
        }
    }

    /// Octets a Profile takes.
    public static long size(ProfileContent content) {
        return PER_PROFILE + content.contents().size() + content.remote().size();
    }
}
