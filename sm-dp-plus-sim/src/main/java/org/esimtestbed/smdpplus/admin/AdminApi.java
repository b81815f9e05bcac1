package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.models.OpenAPI;
import org.esimtestbed.rspserver.admin.AdminErrors;
import org.esimtestbed.rspserver.admin.AdminPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The functions for operation, and the page that shows them.
@Configuration(proxyBeanMethods = false)
@Import({
    OrderController.class,
    SessionController.class,
    CatalogueController.class,
    PoolController.class,
    FixtureController.class,
    HistoryController.class,
    QuirkController.class,
    FixtureErrors.class,
    AdminErrors.class
})
public class AdminApi {
    @Bean
    OrderQuery orderQuery(JdbcClient jdbc) {
        return new OrderQuery(jdbc);
    }

    @Bean
    OpenAPI adminPage() {
        return AdminPage.of(
                "SM-DP+",
                "What a test asks of the server beside ES2+ and ES9+. No answer holds a key or a "
                        + "code. Errors are one line of text: 400 names the place, 404 what is not there, "
                        + "409 why an order does not move.");
    }
}
