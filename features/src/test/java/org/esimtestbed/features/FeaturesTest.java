package org.esimtestbed.features;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// Runs every feature of this module; the settings are in `junit-platform.properties`.
@Suite
@IncludeEngines("cucumber")
@SelectPackages("org.esimtestbed.features")
class FeaturesTest {}
