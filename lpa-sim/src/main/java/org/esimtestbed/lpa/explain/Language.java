package org.esimtestbed.lpa.explain;

import java.util.Locale;

/// What explanations are written in.
public enum Language {
    EN,
    JA;

    /// Japanese where that is spoken, English everywhere else.
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("ja") ? JA : EN;
    }
}
