package org.esimtestbed.smds.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Event Retrieval (SGP.22 §3.6.2), each answer checked as the eUICC does in ES10b.AuthenticateServer (§5.7.13).
///
/// @param base    `https://localhost:8445/gsma/rsp2/es11/`
/// @param address as the eUICC has it
/// @param ci      DER, as are the others
/// @param key     of CERT.EUICC, PKCS#8
record ForeignLpa(HttpClient https, String base, String address, byte[] ci, byte[] euicc, byte[] eum, byte[] key) {
    private static final String DS_AUTH = "2.23.146.1.2.1.7";
    private static final int REGISTERED_ID = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();

    /// What was found: the events as `EVENT at ADDRESS`, and the OID of the SM-DS.
    record Found(List<String> events, String oid) {}

    Found discover(String matchingId) throws Exception {
        var challenge = new byte[16];
        new SecureRandom().nextBytes(challenge);
        var offered = call(
                "initiateAuthentication",
                JSON.createObjectNode()
                        .put("smdsAddress", address)
                        .put("euiccChallenge", base64(challenge))
                        .put("euiccInfo1", base64(context(32, info1()))));
        var dsAuth = dsAuth(octets(offered, "serverCertificate"));
        unless(
                Arrays.equals(
                        ASN1OctetString.getInstance(octets(offered, "euiccCiPKIdToBeUsed"))
                                .getOctets(),
                        ciKey()),
                "another CI than the eUICC has");
        var signed1 = octets(offered, "serverSigned1");
        verify(dsAuth, octets(offered, "serverSignature1"), signed1);
        var members = ASN1Sequence.getInstance(signed1);
        var transactionId = value(members.getObjectAt(0), 0);
        unless(
                Arrays.equals(
                        transactionId, Hex.decode(offered.path("transactionId").asString())),
                "two transactions");
        unless(Arrays.equals(value(members.getObjectAt(1), 1), challenge), "another euiccChallenge");
        unless(new String(value(members.getObjectAt(2), 3), UTF_8).equals(address), "another address");
        var serverChallenge = value(members.getObjectAt(3), 4);
        unless(serverChallenge.length == 16, "a serverChallenge has 16 octets");

        var found = call(
                "authenticateClient",
                JSON.createObjectNode()
                        .put("transactionId", offered.path("transactionId").asString())
                        .put("authenticateServerResponse", base64(proof(transactionId, serverChallenge, matchingId))));
        unless(
                found.path("transactionId")
                        .asString()
                        .equals(offered.path("transactionId").asString()),
                "the answer to another session");
        var events = new ArrayList<String>();
        for (var entry : found.path("eventEntries")) {
            events.add(entry.path("eventId").asString() + " at "
                    + entry.path("rspServerAddress").asString());
        }
        return new Found(events, oid(dsAuth));
    }

    private JsonNode call(String function, JsonNode request) throws IOException, InterruptedException {
        var message = HttpRequest.newBuilder(URI.create(base + function))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("User-Agent", "gsma-rsp-lpad")
                .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
                .build();
        var answer = https.send(message, HttpResponse.BodyHandlers.ofString());
        unless(answer.statusCode() == 200, "HTTP " + answer.statusCode());
        unless(
                answer.headers().firstValue("X-Admin-Protocol").orElse("").matches("gsma/rsp/v2\\.\\d+\\.\\d+"),
                "no X-Admin-Protocol");
        var body = JSON.readTree(answer.body());
        unless(
                body.path("header")
                        .path("functionExecutionStatus")
                        .path("status")
                        .asString()
                        .equals("Executed-Success"),
                answer.body());
        return body;
    }

    // --- what the server shows

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509", BC).generateCertificate(new ByteArrayInputStream(der));
    }

    private X509Certificate dsAuth(byte[] der) throws GeneralSecurityException {
        var shown = certificate(der);
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(certificate(ci), null)));
        parameters.setRevocationEnabled(false); // the CI's CRL is fetched from where no test goes
        parameters.setInitialPolicies(Set.of(DS_AUTH));
        parameters.setExplicitPolicyRequired(true);
        CertPathValidator.getInstance("PKIX", BC)
                .validate(CertificateFactory.getInstance("X.509", BC).generateCertPath(List.of(shown)), parameters);
        unless(
                shown.getCriticalExtensionOIDs().contains(Extension.certificatePolicies.getId()),
                "the policy of CERT.DSauth is critical");
        unless(shown.getKeyUsage()[0] && shown.getBasicConstraints() < 0, "not for digital signatures");
        return shown;
    }

    private static String oid(X509Certificate server) throws GeneralSecurityException {
        for (var name : server.getSubjectAlternativeNames()) {
            if (name.get(0).equals(REGISTERED_ID)) return (String) name.get(1);
        }
        throw new IllegalStateException("the certificate names no OID");
    }

    private static void verify(X509Certificate server, byte[] signature, byte[] covered)
            throws GeneralSecurityException {
        var value = ASN1TaggedObject.getInstance(signature, BERTags.APPLICATION);
        unless(value.getTagNo() == 55, "a signature is in 5F37");
        var rs = ((ASN1OctetString) value.getBaseUniversal(false, BERTags.OCTET_STRING)).getOctets();
        var verifier = Signature.getInstance("SHA256withPLAIN-ECDSA", BC);
        verifier.initVerify(server.getPublicKey());
        verifier.update(covered);
        unless(rs.length == 64 && verifier.verify(rs), "serverSignature1 does not verify");
    }

    private static byte[] value(ASN1Encodable member, int tag) {
        var tagged = ASN1TaggedObject.getInstance(member, BERTags.CONTEXT_SPECIFIC);
        unless(tagged.getTagNo() == tag, "tag " + tagged.getTagNo() + " where " + tag + " belongs");
        return ASN1OctetString.getInstance(tagged, false).getOctets();
    }

    // --- what the eUICC shows

    private byte[] ciKey() throws GeneralSecurityException {
        var extension = certificate(ci).getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return SubjectKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifier();
    }

    private static DERTaggedObject context(int tag, ASN1Encodable... members) {
        return new DERTaggedObject(false, tag, new DERSequence(members));
    }

    private static DERTaggedObject octets(int tag, String hex) {
        return new DERTaggedObject(false, tag, new DEROctetString(Hex.decode(hex)));
    }

    private static DERTaggedObject bits(int tag, int padding, int octet) {
        return new DERTaggedObject(false, tag, new DERBitString((byte) octet, padding));
    }

    private ASN1Encodable[] ciKeys() throws GeneralSecurityException {
        return new ASN1Encodable[] {context(9, new DEROctetString(ciKey())), context(10, new DEROctetString(ciKey()))};
    }

    private ASN1Encodable[] info1() throws GeneralSecurityException {
        return new ASN1Encodable[] {octets(2, "020202"), ciKeys()[0], ciKeys()[1]};
    }

    private DERTaggedObject info2() throws GeneralSecurityException {
        return context(
                34,
                octets(1, "020301"),
                octets(2, "020202"),
                octets(3, "040506"),
                octets(4, "8101008203" + "0AAE60" + "83024E20"),
                bits(5, 5, 0x20),
                octets(6, "0C0000"),
                octets(7, "020300"),
                bits(8, 6, 0x40),
                ciKeys()[0],
                ciKeys()[1],
                octets(11, "01"),
                bits(25, 6, 0x40),
                new DEROctetString(Hex.decode("010000")),
                new DERUTF8String("FOREIGN-CARD-1"));
    }

    /// AuthenticateServerResponse, BF38 (§5.7.13).
    private DERTaggedObject proof(byte[] transactionId, byte[] serverChallenge, String matchingId) throws Exception {
        var device = context(1, octets(0, "35290611"), context(1, octets(1, "080000"), octets(5, "0F0000")));
        var signed1 = new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 0, new DEROctetString(transactionId)),
            new DERTaggedObject(false, 3, new DERUTF8String(address)),
            new DERTaggedObject(false, 4, new DEROctetString(serverChallenge)),
            info2(),
            context(0, new DERTaggedObject(false, 0, new DERUTF8String(matchingId)), device)
        });
        var signer = Signature.getInstance("SHA256withPLAIN-ECDSA", BC);
        signer.initSign(KeyFactory.getInstance("EC", BC).generatePrivate(new PKCS8EncodedKeySpec(key)));
        signer.update(signed1.getEncoded());
        return context(
                56,
                context(
                        0,
                        signed1,
                        new DERTaggedObject(false, BERTags.APPLICATION, 55, new DEROctetString(signer.sign())),
                        ASN1Primitive.fromByteArray(euicc),
                        ASN1Primitive.fromByteArray(eum)));
    }

    private static byte[] octets(JsonNode answer, String member) {
        return Base64.getDecoder().decode(answer.path(member).asString());
    }

    private static String base64(ASN1Encodable value) throws IOException {
        return base64(value.toASN1Primitive().getEncoded());
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static void unless(boolean holds, String complaint) {
        if (!holds) throw new IllegalStateException(complaint);
    }
}
