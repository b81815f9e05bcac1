package org.esimtestbed.smds.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// An SM-DS that others forward to.
@Configuration(proxyBeanMethods = false)
@Import({SmDsConfiguration.class, Es15Controller.class})
class RootConfiguration {}
