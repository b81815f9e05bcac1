package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed profile …`: profile packages without any role.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Profile packages: shows, draws, builds, checks, compares and spoils them.",
        subcommands = {
            ProfileShow.class,
            ProfileTree.class,
            ProfileBuild.class,
            ProfileLint.class,
            ProfileDiff.class,
            ProfileMutate.class
        },
        footer = {
            "",
            "FILE is a profile package in DER, or in hexadecimal text, or a profile type",
            "in YAML; the word generic stands for the type that comes with the testbed.",
            "",
            "Examples:",
            "  testbed profile show generic",
            "  testbed profile tree TS48.der",
            "  testbed profile build my.yaml -o my.der",
            "  testbed profile lint my.der",
            "  testbed profile diff my.der generic",
            "  testbed profile mutate my.der --drop header.profileType -o spoilt.der",
            "",
            "Exit codes: 0 done, 1 a finding, 2 wrong usage, 3 cannot read or write."
        })
public final class ProfileCommand {}
