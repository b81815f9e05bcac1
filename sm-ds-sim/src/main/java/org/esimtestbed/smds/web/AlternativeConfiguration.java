package org.esimtestbed.smds.web;

import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.es15.RootSmDs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// An SM-DS that forwards. It has no ES15 for others.
@Configuration(proxyBeanMethods = false)
@Import(SmDsConfiguration.class)
class AlternativeConfiguration {
    @Bean
    RootSmDs root(SmDsSettings settings, SmDsConfiguration.Tls tls) {
        return new RootSmDs(settings.root().orElseThrow(), tls.context(), settings);
    }
}
