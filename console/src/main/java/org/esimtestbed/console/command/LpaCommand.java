package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed lpa …`: the device against what runs.
@Command(
        name = "lpa",
        mixinStandardHelpOptions = true,
        description = "The device: downloads, lists, switches and deletes Profiles on the running card.",
        subcommands = {
            LpaDownload.class,
            LpaList.class,
            LpaEnable.class,
            LpaDisable.class,
            LpaDelete.class,
            LpaNotifications.class,
            LpaInfo.class
        },
        footer = {
            "",
            "Examples:",
            "  testbed lpa download '1$localhost:8443$ABCDE-FGHJK'",
            "  testbed lpa list",
            "  testbed lpa enable 8988211900000000019",
            "  testbed lpa notifications"
        })
public final class LpaCommand {}
