package org.esimtestbed.rsp.crypto;

import java.security.interfaces.ECKey;
import java.security.spec.ECParameterSpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;
import org.esimtestbed.rsp.id.Oid;

/// The curves SGP.22 §2.6.7.1 names, both with 32-octet coordinates.
public enum Curve {
    NIST_P256("NIST P-256", "secp256r1", new Oid("1.2.840.10045.3.1.7")),
    BRAINPOOL_P256R1("brainpoolP256r1", "brainpoolP256r1", new Oid("1.3.36.3.3.2.8.1.1.7"));

    private final String title;
    private final String jcaName;
    private final Oid oid;
    private final ECParameterSpec parameters;

    Curve(String title, String jcaName, Oid oid) {
        this.title = title;
        this.jcaName = jcaName;
        this.oid = oid;
        var named = ECNamedCurveTable.getParameterSpec(jcaName);
        this.parameters = new ECNamedCurveSpec(jcaName, named.getCurve(), named.getG(), named.getN(), named.getH());
    }

    /// The curve a key lies on.
    ///
    /// @throws IllegalArgumentException if it is neither of the two
    public static Curve of(ECKey key) {
        for (var curve : values()) {
            if (key.getParams().getCurve().equals(curve.parameters.getCurve())) return curve;
        }
        throw new IllegalArgumentException("a curve SGP.22 does not name");
    }

    public String title() {
        return title;
    }

    /// The name by which JCA providers know it.
    public String jcaName() {
        return jcaName;
    }

    public Oid oid() {
        return oid;
    }

    public ECParameterSpec parameters() {
        return parameters;
    }
}
