package org.esimtestbed.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.databind.JsonNode;

/// What a shell sees of one command.
record Shell(int exit, String out, String err) {
    /// Runs a command with its output captured; one at a time, the streams are the JVM's.
    static synchronized Shell run(String... words) {
        var realOut = System.out;
        var realErr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int exit = Testbed.run(words);
            System.out.flush();
            System.err.flush();
            return new Shell(exit, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    JsonNode json() {
        return RspJson.mapper().readTree(out);
    }
}
