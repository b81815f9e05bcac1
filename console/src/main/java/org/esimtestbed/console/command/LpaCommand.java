package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed lpa …`: the device against what runs.
@Command(
        name = "lpa",
        mixinStandardHelpOptions = true,
        description = "The device: downloads, lists, switches and deletes Profiles on the running card.",
        subcommands = {
            LpaDownload.class,
            LpaDiscover.class,
            LpaResume.class,
            LpaCancel.class,
            LpaList.class,
            LpaEnable.class,
            LpaDisable.class,
            LpaPin.class,
            LpaDelete.class,
            LpaNickname.class,
            LpaReset.class,
            LpaNotifications.class,
            LpaInfo.class,
            LpaDevice.class,
            LpaEid.class,
            LpaMemory.class,
            LpaCertificates.class,
            LpaDefaultAddress.class,
            LpaQuirkList.class,
            LpaExplain.class,
            LpaServe.class
        },
        footer = {
            "",
            "Examples:",
            "  testbed lpa download '1$localhost:8443$ABCDE-FGHJK'",
            "  testbed lpa discover             what waits for this card at the SM-DS",
            "  testbed lpa resume               what a killed device has left of a download",
            "  testbed lpa list",
            "  testbed lpa enable 8988211900000000019",
            "  testbed lpa pin 1234             where the SIM asks for it",
            "  testbed lpa notifications",
            "  testbed lpa device --wifi off    the LPA's traffic goes by the SIM",
            "  testbed lpa explain 8.2.6/3.8    what a failure means, and what to do",
            "  testbed lpa serve                all of this as REST, for programs"
        })
public final class LpaCommand {}
