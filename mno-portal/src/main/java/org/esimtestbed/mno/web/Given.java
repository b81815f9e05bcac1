package org.esimtestbed.mno.web;

import java.util.function.Function;
import org.esimtestbed.rsp.json.MalformedMessage;

/// A value that came from outside, read as what it must be.
final class Given {
    private Given() {}

    /// @throws MalformedMessage naming the value that is something else
    static <T> T as(String name, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage(name + ": " + e.getMessage());
        }
    }
}
