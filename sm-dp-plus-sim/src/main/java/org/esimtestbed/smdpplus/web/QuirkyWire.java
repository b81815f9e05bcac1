package org.esimtestbed.smdpplus.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.quirk.HttpAnswer;
import org.esimtestbed.smdpplus.quirk.WireQuirk;
import org.esimtestbed.smdpplus.quirk.WireScript;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Answers on their way out, bent where a quirk of the wire is switched on.
final class QuirkyWire {
    private final WireScript script;

    QuirkyWire(WireScript script) {
        this.script = script;
    }

    /// @param request looked at only where a quirk could show; may throw where there is none
    ResponseEntity<byte[]> answer(
            Es9PlusFunction function,
            Supplier<? extends Es9PlusRequest> request,
            Supplier<ResponseEntity<byte[]>> honest) {
        var quirks = script.bending(function, request);
        var answer = honest.get();
        if (quirks.isEmpty()) return answer;
        var bent = read(answer);
        for (WireQuirk quirk : quirks) bent = quirk.bend(bent);
        return write(bent);
    }

    private static HttpAnswer read(ResponseEntity<byte[]> answer) {
        var body = answer.getBody();
        return new HttpAnswer(
                answer.getStatusCode().value(),
                Optional.ofNullable(answer.getHeaders().getFirst(HttpBinding.ADMIN_PROTOCOL)),
                Optional.ofNullable(answer.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE)),
                body == null ? Bytes.EMPTY : Bytes.wrap(body));
    }

    private static ResponseEntity<byte[]> write(HttpAnswer answer) {
        var builder = ResponseEntity.status(answer.status());
        answer.adminProtocol().ifPresent(it -> builder.header(HttpBinding.ADMIN_PROTOCOL, it));
        answer.contentType().ifPresent(it -> builder.header(HttpHeaders.CONTENT_TYPE, it));
        return answer.body().isEmpty()
                ? builder.build()
                : builder.body(answer.body().toArray());
    }
}
