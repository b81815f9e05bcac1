package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/// An order without anything secret of it.
@Schema(name = "Order")
record OrderView(
        @Schema(description = "18 to 20 digits") String iccid,

        @Schema(description = "as SGP.22 §3.1.6 names it", example = "Released")
        String state,

        @Schema(description = "functionRequesterIdentifier") String operator,
        String profileType,
        Optional<String> eid,
        @Schema(description = "absent: found by EID alone") Optional<String> matchingId,
        boolean confirmationCodeRequired,

        @Schema(description = "how often a package was bound")
        int downloadAttempts,

        @Schema(description = "how often a wrong Confirmation Code came")
        int confirmationAttempts,

        Optional<String> smdsAddress,
        Optional<Instant> expiresAt,
        Instant createdAt,
        Instant changedAt) {}
