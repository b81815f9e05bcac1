package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
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
    AdminErrors.class
})
public class AdminApi {
    @Bean
    OrderQuery orderQuery(JdbcClient jdbc) {
        return new OrderQuery(jdbc);
    }

    @Bean
    OpenAPI adminPage() {
        return new OpenAPI()
                .info(new Info()
                        .title("SM-DP+ of esim-testbed: operation")
                        .version("1")
                        .description("What a test asks of the server beside ES2+ and ES9+. No answer holds a key or a "
                                + "code. Errors are one line of text: 400 names the place, 404 what is not there, "
                                + "409 why an order does not move."))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("where the port is open to others than this machine")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }
}
