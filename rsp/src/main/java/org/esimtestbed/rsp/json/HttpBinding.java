package org.esimtestbed.rsp.json;

/// Paths and headers of the HTTP binding (SGP.22 §6.2 to §6.4).
public final class HttpBinding {
    public static final String ADMIN_PROTOCOL = "X-Admin-Protocol";
    public static final String ADMIN_PROTOCOL_VERSION = "gsma/rsp/v2.2.2";
    public static final String LPAD_USER_AGENT = "gsma-rsp-lpad";
    public static final String JSON = "application/json";
    public static final String ES2PLUS = "/gsma/rsp2/es2plus/";
    public static final String ASN1 = "application/x-gsma-rsp-asn1";

    /// Where every function of ES9+ and ES11 is called in ASN.1 (SGP.22 §6.6).
    public static final String ASN1_PATH = "/gsma/rsp2/asn1";

    public static final String ES9PLUS = "/gsma/rsp2/es9plus/";
    public static final String ES11 = "/gsma/rsp2/es11/";
    public static final String ES12 = "/gsma/rsp2/es12/";
    public static final String ES15 = "/gsma/rsp2/es15/";

    private HttpBinding() {}
}
