package org.esimtestbed.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.download.EndUser.Answer;
import org.esimtestbed.lpa.download.EndUser.Offer;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PersonTest {
    private final StringWriter seen = new StringWriter();
    private final List<String> asked = new ArrayList<>();

    /// Types one line after another, and is silent then.
    private final class Typing implements Prompt {
        private final List<String> lines;

        Typing(String... lines) {
            this.lines = new ArrayList<>(List.of(lines));
        }

        @Override
        public Optional<String> ask(String question) {
            asked.add(question);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.removeFirst());
        }

        @Override
        public Optional<String> askSecretly(String question) {
            return ask(question);
        }

        @Override
        public boolean isSomebodyThere() {
            return true;
        }
    }

    private Person person(Prompt prompt, String... options) {
        var said = new EndUserOption();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("said", CommandLine.Model.CommandSpec.forAnnotatedObject(said)))
                .parseArgs(options);
        return new Person(said, prompt, Optional.of(new Screen(new PrintWriter(seen, true), false)));
    }

    private static Offer offer(Set<PolicyRule> rules, Set<PolicyRule> toAgreeTo) {
        var metadata = new ProfileMetadata(
                new Iccid("8988211900000000019"),
                "Provider",
                "Holidays",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(OperatorId.of("001", "01")),
                rules);
        return new Offer(metadata, toAgreeTo);
    }

    private static final Offer PLAIN = offer(Set.of(), Set.of());
    private static final Offer WITH_RULES = offer(Set.of(PolicyRule.PPR1, PolicyRule.PPR2), Set.of(PolicyRule.PPR1));

    @Test
    void seesWhatIsOffered() {
        person(new Prompt.Nobody()).consents(WITH_RULES);

        assertThat(seen.toString())
                .contains("8988211900000000019")
                .contains("Holidays")
                .contains("Provider")
                .contains("00101")
                .contains("it cannot be disabled, and no other Profile be enabled; needs your consent")
                .contains("it cannot be deleted\n")
                .contains("--accept-rules");
    }

    @ParameterizedTest
    @CsvSource({"'',YES", "y,YES", "yes,YES", "n,NO", "whatever,NO", "later,LATER"})
    void isAskedAtATerminal(String typed, Answer answer) {
        assertThat(person(new Typing(typed)).consents(PLAIN)).isEqualTo(answer);
        assertThat(asked).hasSize(1);
    }

    @Test
    void decidesLaterWhoGoesAwayFromTheTerminal() {
        assertThat(person(new Typing()).consents(PLAIN)).isEqualTo(Answer.LATER);
    }

    @ParameterizedTest
    @CsvSource({"--yes,YES", "--no,NO", "--later,LATER", "--silence,SILENCE"})
    void isNotAskedWhatWasSaidBeforehand(String option, Answer answer) {
        assertThat(person(new Typing("n"), option).consents(PLAIN)).isEqualTo(answer);
        assertThat(asked).isEmpty();
    }

    @Test
    void agreesToRulesOnlyInSoManyWords() {
        assertThat(person(new Prompt.Nobody()).consents(PLAIN)).isEqualTo(Answer.YES);
        assertThat(person(new Prompt.Nobody()).consents(WITH_RULES)).isEqualTo(Answer.LATER);
        assertThat(person(new Prompt.Nobody(), "--yes").consents(WITH_RULES)).isEqualTo(Answer.LATER);
        assertThat(person(new Prompt.Nobody(), "--accept-rules").consents(WITH_RULES))
                .isEqualTo(Answer.YES);
        assertThat(person(new Typing("yes", "y")).consents(WITH_RULES)).isEqualTo(Answer.YES);
        assertThat(person(new Typing("y", "y")).consents(WITH_RULES)).isEqualTo(Answer.LATER);
        assertThat(person(new Typing("yes"), "--no").consents(WITH_RULES)).isEqualTo(Answer.NO);
    }

    @Test
    void typesAnotherConfirmationCodeWhenOneWasRefused() {
        var person = person(new Typing("2468"), "--confirmation-code", "1357");

        assertThat(person.confirmationCode(Optional.empty())).contains("1357");
        assertThat(asked).isEmpty();
        assertThat(person.confirmationCode(Optional.of("2 attempts are left"))).contains("2468");
        assertThat(person.confirmationCode(Optional.of("1 attempt is left"))).isEmpty();
        assertThat(seen.toString())
                .contains("2 attempts are left")
                .doesNotContain("1357")
                .doesNotContain("2468");
    }

    @Test
    void confirmsWhatCannotBeUndoneByAWholeWord() {
        assertThat(person(new Typing("yes")).reallyWants("delete it")).isTrue();
        assertThat(person(new Typing("y")).reallyWants("delete it")).isFalse();
        assertThat(person(new Typing()).reallyWants("delete it")).isFalse();
        assertThat(asked).allMatch(question -> question.contains("delete it"));
        assertThat(person(new Prompt.Nobody(), "--yes").reallyWants("delete it"))
                .isTrue();
        assertThatThrownBy(() -> person(new Prompt.Nobody()).reallyWants("delete it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--yes");
    }
}
