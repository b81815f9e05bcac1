package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.smdpplus.fixture.FixtureFile;
import org.esimtestbed.smdpplus.fixture.Fixtures;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Fixtures over HTTP.
@RestController
@RequestMapping("/admin/fixtures")
@Tag(name = "fixtures")
final class FixtureController {
    private static final String YAML = "application/yaml";

    private final RequestBody bodies = new RequestBody(Limits.DEFAULT, YAML, "text/yaml", "application/x-yaml");
    private final Fixtures fixtures;

    FixtureController(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    @PostMapping
    @Operation(
            summary = "Puts the server into a known state: all of the fixture, or nothing where any of it is wrong",
            description = "YAML as docs/smdp.md has it, without the section server, and without names of files: what "
                    + "would be one stands in it as {octets: 3082…} or PEM. Profiles it names are put into the state "
                    + "it says whatever they were in; the others stay as they are.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(mediaType = YAML, schema = @Schema(type = "string"))))
    @ApiResponse(responseCode = "200", description = "how much was put")
    @ApiResponse(responseCode = "400", description = "line and key of what is wrong; nothing was written")
    Fixtures.Applied apply(HttpServletRequest http) {
        var file = FixtureFile.of("fixture", text(bodies.read(http)));
        if (file.hasServer()) throw AdminRefused.bad("fixture, server: is read when the server starts, not here");
        return fixtures.apply(file);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw AdminRefused.bad("fixture: it is no UTF-8 text");
        }
    }
}
