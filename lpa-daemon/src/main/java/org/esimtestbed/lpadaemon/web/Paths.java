package org.esimtestbed.lpadaemon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.esimtestbed.lpadaemon.job.Job;
import org.springframework.web.servlet.HandlerMapping;

/// Where things are.
final class Paths {
    static final String CARDS = "/cards";
    static final String CARD = CARDS + "/{card}";
    static final String EXPLANATIONS = "/explanations";

    private Paths() {}

    static String job(String card, Job job) {
        return CARDS + "/" + card + "/jobs/" + job.id();
    }

    /// The card a request is about.
    static String cardOf(HttpServletRequest http) {
        return http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("card"))
                : "";
    }
}
