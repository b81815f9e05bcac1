package org.esimtestbed.bench.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.Eum;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A CI, an EUM below it, and the cards they make: each with its own EID, key and certificate.
final class Maker {
    private static final String ORGANISATION = "esim-testbed";
    private static final String EID_PREFIX = "89049032";
    static final Oid SERVER_OID = new Oid("2.999.10");
    static final String SERVER_ADDRESS = "smdp.example.com";

    private final Crypto crypto = Crypto.standard();
    private final CertificateIssuer issuer = CertificateIssuer.create(crypto, InstantSource.system(), Curve.NIST_P256);
    private final Eum eum = issuer.issueEum(ORGANISATION, EID_PREFIX);
    private final EuiccFactory factory =
            new EuiccFactory(crypto, InstantSource.system(), List.of(issuer.ci().certificate()));

    Crypto crypto() {
        return crypto;
    }

    Bytes ciKey() {
        return issuer.ci().certificate().subjectKeyIdentifier().orElseThrow();
    }

    Credential server(CertificateRole role) {
        return issuer.issueServer(role, new ServerNames("Server", SERVER_ADDRESS, SERVER_OID, List.of(), List.of()));
    }

    /// @param number of the card, which makes its EID
    EuiccIdentity identity(int number) {
        var eid = Eid.withCheckDigits(EID_PREFIX + "%022d".formatted(number));
        var euicc = eum.issueEuicc(eid);
        return new EuiccIdentity(
                eid,
                List.of(new EuiccIdentity.Credential(
                        euicc.keyPair().privateKey(),
                        euicc.certificate(),
                        eum.credential().certificate())));
    }

    /// A card without power.
    Card card(EuiccIdentity identity, CardStore store) {
        try {
            return factory.make(identity, Personality.honest(EuiccSettings.standard()), store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
