package org.esimtestbed.console.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.id.Iccid;

/// A notification and what became of it, for programs.
///
/// @param event   empty where the card says none, or several
/// @param outcome `pending`, `delivered`, or why not
/// @param failure of the attempt to deliver it, with its five faces
record NotificationRow(
        long seqNumber,
        String event,
        String iccid,
        String address,
        String outcome,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ExplainedFailure> failure) {
    static NotificationRow of(NotificationMetadata it, String outcome, Optional<ExplainedFailure> failure) {
        return new NotificationRow(
                it.seqNumber(),
                it.events().size() == 1 ? it.event().name().toLowerCase(Locale.ROOT) : "",
                it.iccid().map(Iccid::digits).orElse(""),
                it.address(),
                outcome,
                failure);
    }
}
