package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.smdpplus.operator.Operators;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.pool.PoolImport;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The stock: how much there is, and more of it.
@RestController
@RequestMapping("/admin/pools")
@Tag(name = "pools")
final class PoolController {
    private final JdbcClient jdbc;
    private final Intake intake;
    private final Operators operators;
    private final ProfileTypes types;

    PoolController(JdbcClient jdbc, Intake intake, Operators operators, ProfileTypes types) {
        this.jdbc = jdbc;
        this.intake = intake;
        this.operators = operators;
        this.types = types;
    }

    @Schema(name = "Pool")
    record PoolView(
            String operator,
            String profileType,

            @Schema(description = "Profiles that wait to be ordered")
            long available) {}

    @GetMapping
    @Operation(summary = "Profiles in stock, by operator and type")
    List<PoolView> pools() {
        return jdbc.sql("select operator, profile_type, count(*) from stock"
                        + " group by operator, profile_type order by operator, profile_type")
                .query((row, number) -> new PoolView(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    @PostMapping(consumes = "text/csv")
    @Operation(
            summary = "Brings Profiles into stock from CSV",
            description = "The first line names the columns: iccid,imsi,msisdn,k,opc,pin1,puk1,adm1, in any order; all "
                    + "but the first two may be left out. Lines that are no Profile are reported, the others come in.",
            requestBody = @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    PoolImport.Report add(
            HttpServletRequest http,
            @RequestParam String operator,
            @RequestParam String profileType,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        var owner = operators
                .find(operator)
                .orElseThrow(() -> AdminRefused.notThere("operator: there is no operator " + operator));
        if (types.find(profileType).filter(it -> it.isOpenTo(owner)).isEmpty()) {
            throw AdminRefused.notThere("profileType: " + operator + " has no profile type " + profileType);
        }
        try (var text = new InputStreamReader(http.getInputStream(), StandardCharsets.UTF_8)) {
            return new PoolImport(intake, dryRun).read(text, operator, profileType, _ -> {});
        } catch (UncheckedIOException e) { // gone, or too slow
            throw AdminRefused.bad("the body breaks off; whole thousands of lines before stand");
        } catch (IllegalArgumentException e) {
            throw AdminRefused.bad(String.valueOf(e.getMessage()));
        }
    }
}
