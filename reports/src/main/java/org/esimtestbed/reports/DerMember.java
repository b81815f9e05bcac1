package org.esimtestbed.reports;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.rsp.schema.NamedValue;
import org.esimtestbed.rsp.schema.Schema;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A member of a JSON message that carries DER as base64 (SGP.22 §6.5.2), and how its data objects are named.
///
/// @param reader absent where the member is plain octets
record DerMember(String name, Optional<Function<Tlv, NamedValue>> reader) {
    private static final Map<String, Function<Tlv, NamedValue>> READERS = Map.ofEntries(
            Map.entry("euiccInfo1", Schema::response),
            Map.entry("serverSigned1", type("ServerSigned1")),
            Map.entry("serverSignature1", plain("serverSignature1")),
            Map.entry("euiccCiPKIdToBeUsed", plain("euiccCiPKIdToBeUsed")),
            Map.entry("serverCertificate", plain("serverCertificate")),
            Map.entry("authenticateServerResponse", Schema::response),
            Map.entry("profileMetadata", Schema::request),
            Map.entry("smdpSigned2", type("SmdpSigned2")),
            Map.entry("smdpSignature2", plain("smdpSignature2")),
            Map.entry("smdpCertificate", plain("smdpCertificate")),
            Map.entry("prepareDownloadResponse", Schema::response),
            Map.entry("boundProfilePackage", Schema::request),
            Map.entry("cancelSessionResponse", Schema::response),
            Map.entry("pendingNotification", Schema::response),
            Map.entry("resultData", Schema::response));

    static Optional<DerMember> named(String name) {
        if (name.equals("euiccChallenge")) return Optional.of(new DerMember(name, Optional.empty()));
        return Optional.ofNullable(READERS.get(name)).map(reader -> new DerMember(name, Optional.of(reader)));
    }

    private static Function<Tlv, NamedValue> type(String type) {
        return tlv -> Schema.of(type, tlv);
    }

    private static Function<Tlv, NamedValue> plain(String name) {
        return tlv ->
                new NamedValue(name, "%X".formatted(tlv.tag()), tlv.value().hex(), tlv.raw(), List.of());
    }

    void write(Page page, String base64) throws IOException {
        page.markup("<section class=\"der\">").element("h4", name);
        try {
            var octets = Bytes.base64(base64);
            if (reader.isPresent()) DataObjects.write(page, reader.get(), octets);
            page.hex("Hex", octets);
        } catch (IllegalArgumentException noBase64) {
            page.element("p class=\"odd\"", "no base64: " + noBase64.getMessage());
        }
        page.markup("</section>");
    }
}
