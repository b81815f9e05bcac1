package org.esimtestbed.rspserver.admin;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/// The page that shows the functions for operation.
public final class AdminPage {
    private AdminPage() {}

    /// @param role  `SM-DP+`
    /// @param about what is to be known of all its functions
    public static OpenAPI of(String role, String about) {
        return new OpenAPI()
                .info(new Info()
                        .title(role + " of esim-testbed: operation")
                        .version("1")
                        .description(about))
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
