package org.esimtestbed.smds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.BiFunction;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.es12.RegisterEvent;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MessageSchema;
import org.springframework.http.ResponseEntity;

/// What ES12 and ES15 do alike: the caller first, then the message.
final class Registrations {
    private static final MessageSchema REGISTER_EVENT = MessageSchema.of(RegisterEvent.class, RegisterEvent.PATH);
    private static final MessageSchema DELETE_EVENT = MessageSchema.of(DeleteEvent.class, DeleteEvent.PATH);

    private final RequestBody bodies;
    private final KnownServers servers;
    private final org.esimtestbed.smds.es12.RegisterEvent registerEvent;
    private final org.esimtestbed.smds.es12.DeleteEvent deleteEvent;

    Registrations(
            RequestBody bodies,
            KnownServers servers,
            org.esimtestbed.smds.es12.RegisterEvent registerEvent,
            org.esimtestbed.smds.es12.DeleteEvent deleteEvent) {
        this.bodies = bodies;
        this.servers = servers;
        this.registerEvent = registerEvent;
        this.deleteEvent = deleteEvent;
    }

    ResponseEntity<byte[]> register(HttpServletRequest http, CertificateRole role) throws IOException {
        return answer(http, role, RegisterEvent.Request.class, REGISTER_EVENT, registerEvent::answer);
    }

    ResponseEntity<byte[]> delete(HttpServletRequest http, CertificateRole role) throws IOException {
        return answer(http, role, DeleteEvent.Request.class, DELETE_EVENT, deleteEvent::answer);
    }

    private <Q extends Record> ResponseEntity<byte[]> answer(
            HttpServletRequest http,
            CertificateRole role,
            Class<Q> type,
            MessageSchema schema,
            BiFunction<Oid, Q, Record> function)
            throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> {
            var caller = servers.caller(http, role, () -> JsonBinding.readRequestHeader(body));
            return function.apply(caller, JsonBinding.readRequest(body, type, schema));
        });
    }
}
