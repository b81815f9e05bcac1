package org.esimtestbed.console.ecosystem;

import java.util.List;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.rsp.id.Eid;

/// Who the cards of a PKI are: each EID gets key and certificate when it is first asked for.
public record Identities(TestPki pki) {
    public EuiccIdentity of(Eid eid) {
        var euicc = pki.euicc(eid);
        var credential = new EuiccIdentity.Credential(
                euicc.keyPair().privateKey(), euicc.certificate(), pki.folder().readCertificate(PkiFolder.EUM));
        return new EuiccIdentity(eid, List.of(credential));
    }
}
