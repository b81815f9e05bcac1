package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.JobEnd;
import org.esimtestbed.lpadaemon.job.JobEvent;
import org.esimtestbed.lpadaemon.job.JobState;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.id.Aid;

/// A job for programs. Absent members are left out.
@Schema(name = "Job")
record JobView(
        String id,
        String card,

        @Schema(description = "download, resume, discovery or poll")
        String kind,

        Instant startedAt,
        State state,

        @Schema(description = "the last segment the eUICC has taken")
        Optional<JobEvent.Loaded> progress,

        @Schema(description = "of a discovery: what SM-DSs have named so far, in the order it was handled")
        Optional<List<Found>> discovered,

        @Schema(description = "path of its server-sent events")
        String events) {

    /// What it has come to; the other members belong to one of the states each.
    @Schema(name = "JobState")
    record State(
            @Schema(
                    description = "running; awaiting consent: an offer is to be answered; awaiting confirmation code; "
                            + "loading: nothing can be cancelled any more; ended")
            String name,

            Optional<Offer> offer,

            @Schema(description = "which Confirmation Code the SM-DP+ is to see, from 1")
            Optional<Integer> attempt,

            @Schema(description = "what the SM-DP+ said of the Confirmation Code before")
            Optional<String> refused,

            @Schema(description = "of the Bound Profile Package")
            Optional<Integer> octets,

            Optional<End> end) {
        static State of(JobState state, Language language) {
            return switch (state) {
                case JobState.Running _ -> named("running");
                case JobState.AwaitingConsent(var offer) ->
                    new State(
                            "awaiting consent",
                            Optional.of(Offer.of(offer)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                case JobState.AwaitingConfirmationCode(var attempt, var refused) ->
                    new State(
                            "awaiting confirmation code",
                            Optional.empty(),
                            Optional.of(attempt),
                            refused,
                            Optional.empty(),
                            Optional.empty());
                case JobState.Loading(var octets) ->
                    new State(
                            "loading",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(octets),
                            Optional.empty());
                case JobState.Ended(var end) ->
                    new State(
                            "ended",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(End.of(end, language)));
            };
        }

        private static State named(String name) {
            return new State(
                    name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// What the End User is asked about.
    @Schema(name = "Offer")
    record Offer(
            String iccid,
            String serviceProviderName,
            String profileName,

            @Schema(description = "operational, provisioning or test")
            Optional<String> profileClass,

            @Schema(description = "MCC and MNC") Optional<String> owner,

            List<String> policyRules,

            @Schema(description = "those that need consent of their own: acceptRules")
            List<String> rulesToAgreeTo) {
        static Offer of(EndUser.Offer offer) {
            var it = offer.profile();
            return new Offer(
                    it.iccid().digits(),
                    it.serviceProviderName(),
                    it.profileName(),
                    it.profileClass().map(profileClass -> profileClass.name().toLowerCase(Locale.ROOT)),
                    it.owner().map(owner -> owner.digits()),
                    names(it.policyRules()),
                    names(offer.rulesToAgreeTo()));
        }

        private static List<String> names(Iterable<PolicyRule> rules) {
            var names = new java.util.ArrayList<String>();
            rules.forEach(rule -> names.add(rule.name()));
            return names.stream().sorted().toList();
        }
    }

    /// An event of an SM-DS, and what became of it.
    @Schema(name = "Discovered")
    record Found(
            String eventId,

            @Schema(description = "its address, as the SM-DS names it")
            String server,

            @Schema(
                    description =
                            "installed, sent on (to another SM-DS, whose events follow), declined, handled before, "
                                    + "waits or failed (and is tried again)")
            String outcome,

            @Schema(description = "the ICCID, until when it waits, or why; may be empty")
            String detail,

            @Schema(description = "the five faces, where something failed")
            Optional<ExplainedFailure> failure) {
        static Found of(Discovered it, Language language) {
            var failure = it.outcome() instanceof Discovered.Outcome.Failed failed
                    ? failed.failure()
                    : Optional.<StepFailure>empty();
            return new Found(
                    it.event().eventId(),
                    it.event().rspServerAddress(),
                    it.outcome().word(),
                    it.outcome().detail(),
                    failure.map(each -> ExplainedFailure.of(each, language)));
        }
    }

    /// How it ended.
    @Schema(name = "JobEnd")
    record End(
            @Schema(
                    description = "installed, nothing to resume, discovered (the SM-DS has answered), cancelled, "
                            + "interrupted (it can be resumed) or failed")
            String outcome,

            String message,

            @Schema(description = "of the Profile, hexadecimal")
            Optional<String> isdpAid,

            @Schema(description = "CancelSessionReason, where LPA or End User ended the session")
            Optional<String> reason,

            @Schema(description = "the five faces, empty ones too")
            Optional<ExplainedFailure> failure,

            @Schema(description = "whether it can be resumed")
            boolean kept,

            @Schema(description = "why notifications are still on the card")
            List<String> undelivered) {
        static End of(JobEnd end, Language language) {
            return new End(
                    word(end.outcome()),
                    end.message(),
                    end.isdpAid().map(Aid::toString),
                    end.reason().map(CancelSessionReason::title),
                    end.failure().map(it -> ExplainedFailure.of(it, language)),
                    end.kept(),
                    end.undelivered());
        }
    }

    static String word(JobEnd.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static JobView of(String card, Job job, Language language) {
        return new JobView(
                job.id(),
                card,
                job.kind().name().toLowerCase(Locale.ROOT),
                job.startedAt(),
                State.of(job.log().state(), language),
                job.log().loaded(),
                job.discovers()
                        ? Optional.of(job.log().found().stream()
                                .map(it -> Found.of(it, language))
                                .toList())
                        : Optional.empty(),
                Paths.job(card, job) + "/events");
    }
}
