package org.esimtestbed.smds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.es12.RegisterEvent;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rspserver.web.Stranger;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES12 in JSON over HTTP (SGP.22 §5.9, §6.5.2), for SM-DP+s.
@RestController
@RequestMapping(HttpBinding.ES12)
final class Es12Controller {
    private final Registrations registrations;

    Es12Controller(Registrations registrations) {
        this.registrations = registrations;
    }

    @PostMapping(RegisterEvent.PATH)
    ResponseEntity<byte[]> registerEvent(HttpServletRequest http) throws IOException {
        return registrations.register(http, CertificateRole.DP_TLS);
    }

    @PostMapping(DeleteEvent.PATH)
    ResponseEntity<byte[]> deleteEvent(HttpServletRequest http) throws IOException {
        return registrations.delete(http, CertificateRole.DP_TLS);
    }

    @ExceptionHandler
    ResponseEntity<String> stranger(Stranger stranger) {
        return stranger.answer();
    }
}
