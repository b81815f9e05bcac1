package org.esimtestbed.smds.admin;

import io.swagger.v3.oas.models.OpenAPI;
import org.esimtestbed.rspserver.admin.AdminErrors;
import org.esimtestbed.rspserver.admin.AdminPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The functions for operation, and the page that shows them.
@Configuration(proxyBeanMethods = false)
@Import({EventController.class, SessionController.class, AdminErrors.class})
public class AdminApi {
    @Bean
    OpenAPI adminPage() {
        return AdminPage.of(
                "SM-DS",
                "What a test asks of the server beside ES11, ES12 and ES15. Errors are one line of text: 400 names "
                        + "the place, 404 what is not there.");
    }
}
