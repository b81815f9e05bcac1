package org.esimtestbed.smdpplus.quirk;

import java.util.Optional;
import java.util.function.Consumer;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// What is about to leave over HTTP.
///
/// @param adminProtocol value of X-Admin-Protocol
/// @param contentType   absent where there is no body
public record HttpAnswer(int status, Optional<String> adminProtocol, Optional<String> contentType, Bytes body) {

    boolean isJson() {
        return contentType.filter(it -> it.startsWith(HttpBinding.JSON)).isPresent();
    }

    boolean isAsn1() {
        return contentType.filter(it -> it.startsWith(HttpBinding.ASN1)).isPresent();
    }

    HttpAnswer withBody(Bytes other) {
        return new HttpAnswer(status, adminProtocol, contentType, other);
    }

    /// The same with the JSON object changed, if it is one.
    HttpAnswer json(Consumer<ObjectNode> change) {
        if (!isJson()) return this;
        var tree = (ObjectNode) RspJson.mapper().readTree(body.toArray());
        change.accept(tree);
        return withBody(Bytes.wrap(RspJson.mapper().writeValueAsBytes(tree)));
    }
}
