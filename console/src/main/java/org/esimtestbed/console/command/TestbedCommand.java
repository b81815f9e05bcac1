package org.esimtestbed.console.command;

import java.util.concurrent.Callable;

/// A command that another module adds, found by [java.util.ServiceLoader].
public interface TestbedCommand extends Callable<Integer> {}
