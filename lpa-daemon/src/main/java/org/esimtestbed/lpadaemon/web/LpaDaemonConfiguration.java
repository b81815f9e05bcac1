package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RequestMetrics;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.Slots;
import org.esimtestbed.rsp.json.RspJson;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// The daemon put together: every object by name, nothing found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    CardController.class,
    AddressController.class,
    PinController.class,
    ResetController.class,
    ProfileController.class,
    NotificationController.class,
    DownloadController.class,
    KeptDownloadController.class,
    DiscoveryController.class,
    PollingController.class,
    JobController.class,
    EventController.class,
    ExplanationController.class,
    Problems.class
})
class LpaDaemonConfiguration {
    @Bean
    Listeners listeners(DaemonSettings settings, Operation operation, RequestMetrics metrics) {
        return new Listeners(settings.door().host(), operation, metrics, Listener.guarded(settings.door()));
    }

    @Bean
    Slots slots(DaemonSettings settings) {
        return new Slots(settings.slots());
    }

    /// Before the port closes: who watches a job hears how it ended, and no thread of a watcher is waited for.
    @Bean
    ApplicationListener<ContextClosedEvent> stop(Slots slots, DaemonSettings settings) {
        return _ -> slots.close(settings.stop());
    }

    @Bean
    KnownCards knownCards(Slots slots) {
        return new KnownCards(slots);
    }

    @Bean
    Jobs jobs(KnownCards cards, DaemonSettings settings) {
        return new Jobs(cards, settings);
    }

    @Bean
    Polls polls(Slots slots, Jobs jobs, DaemonSettings settings) {
        return new Polls(slots, jobs, settings);
    }

    /// Once it answers: who asks how the polling stands is to be told.
    @Bean
    ApplicationListener<ApplicationReadyEvent> goOn(Polls polls) {
        return _ -> polls.resume();
    }

    /// The room for a picture is where pictures are read, in [DownloadController].
    @Bean
    JsonBody jsonBody(DaemonSettings settings) {
        var limits = settings.limits();
        return new JsonBody(limits.withBody(Math.min(limits.bodyOctets(), Limits.DEFAULT.bodyOctets())));
    }

    /// Absent members are left out of answers.
    @Bean
    JsonMapper jsonMapper() {
        return RspJson.mapper();
    }

    @Bean
    WebMvcConfigurer ownPages(DaemonSettings settings) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new OwnPages(settings.door().token().isEmpty()));
            }
        };
    }

    @Bean
    OpenAPI page() {
        return new OpenAPI()
                .info(new Info()
                        .title("LPA of esim-testbed")
                        .version("1")
                        .description(
                                "What testbed lpa does, for programs, on one card or many. A download or a discovery is a job: "
                                        + "202 with its Location, progress as server-sent events. Errors are "
                                        + "application/problem+json: field names the place, job the job a card is busy with, "
                                        + "failure what card and server said."))
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
