package org.esimtestbed.smdpplus.foreign;

import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages with one octet changed.
final class Spoiled {
    private Spoiled() {}

    /// A copy with the lowest bit of one octet turned over.
    static byte[] at(byte[] octets, int position) {
        var copy = octets.clone();
        copy[position] ^= 1;
        return copy;
    }

    /// A copy of a JSON message with one octet of a base64 member changed.
    static ObjectNode at(JsonNode message, String member, int position) {
        var copy = (ObjectNode) message.deepCopy();
        copy.put(member, Base64.getEncoder().encodeToString(at(Answer.base64(message, member), position)));
        return copy;
    }

    /// The last octet of a data object inside another, counted from the start of the outer one.
    ///
    /// @param path tags from the outer object's children inwards: `A0`, `5F37`
    static int lastOctetOf(DataObject outer, String... path) {
        int at = outer.header().length;
        var child = outer;
        for (var sibling : outer.children()) {
            if (sibling.tag().equals(path[0])) {
                child = sibling;
                break;
            }
            at += sibling.octets().length;
        }
        if (child == outer) throw new IllegalArgumentException(outer.tag() + " has no " + path[0]);
        return path.length == 1
                ? at + child.octets().length - 1
                : at + lastOctetOf(child, Arrays.copyOfRange(path, 1, path.length));
    }

    /// An ES9+ that changes the last octet of a data object in one member of one function's request.
    static Es9Plus request(Es9Plus honest, String function, String member, String... path) {
        return (called, request) -> {
            if (!called.equals(function)) return honest.call(called, request);
            var object = DataObject.read(Answer.base64(request, member));
            return honest.call(called, at(request, member, lastOctetOf(object, path)));
        };
    }

    /// An ES9+ that changes one octet in one member of one function's answer.
    static Es9Plus answer(Es9Plus honest, String function, String member, int position) {
        return (called, request) -> {
            var answer = honest.call(called, request);
            if (!called.equals(function)) return answer;
            int size = Answer.base64(answer, member).length;
            return at(answer, member, position < 0 ? size + position : position);
        };
    }
}
