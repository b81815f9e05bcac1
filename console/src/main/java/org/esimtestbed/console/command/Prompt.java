package org.esimtestbed.console.command;

import java.io.Console;
import java.util.Optional;

/// Somebody who can be asked, or nobody.
interface Prompt {
    /// Empty where nobody is there or says anything.
    Optional<String> ask(String question);

    /// As [#ask], without showing what is typed.
    Optional<String> askSecretly(String question);

    boolean isSomebodyThere();

    /// Who sits in front of this process, if somebody does.
    static Prompt terminal() {
        var console = System.console();
        return console != null && console.isTerminal() ? new AtConsole(console) : new Nobody();
    }

    record AtConsole(Console console) implements Prompt {
        @Override
        public Optional<String> ask(String question) {
            return Optional.ofNullable(console.readLine("%s ", question)).map(String::strip);
        }

        @Override
        public Optional<String> askSecretly(String question) {
            return Optional.ofNullable(console.readPassword("%s ", question))
                    .map(typed -> new String(typed).strip())
                    .filter(typed -> !typed.isEmpty());
        }

        @Override
        public boolean isSomebodyThere() {
            return true;
        }
    }

    record Nobody() implements Prompt {
        @Override
        public Optional<String> ask(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> askSecretly(String question) {
            return Optional.empty();
        }

        @Override
        public boolean isSomebodyThere() {
            return false;
        }
    }
}
