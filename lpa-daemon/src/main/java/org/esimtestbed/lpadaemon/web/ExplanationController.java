package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.explain.Explanation;
import org.esimtestbed.lpa.explain.Explanations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What failures mean, without card or server.
@RestController
@Tag(name = "explanations")
final class ExplanationController {
    @GetMapping(Paths.EXPLANATIONS)
    @Operation(summary = "What a failure means, whose fault it usually is, what to do")
    List<Explanation> explain(
            @Parameter(description = "8.2.6/3.8, 6A88, EnableProfile/5, pir 12; absent: the whole table") @RequestParam
                    Optional<String> code) {
        var rows = code.map(Explanations.shipped()::search)
                .orElseGet(() -> Explanations.shipped().rows());
        if (rows.isEmpty()) throw Refusal.notThere("nothing is known of the code " + code.orElse(""));
        return rows;
    }
}
