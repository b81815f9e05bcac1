package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.mutate.Mutation;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.profile.Protection;

/// What is to be ordered: our own generic type, or a foreign package from a file.
///
/// @param testKey K where the package authenticates by the 3GPP test algorithm, which the AuC then has to share
public record ChosenProfile(ProfileType type, Optional<Bytes> testKey) {
    public static final String GENERIC = "generic";
    public static final String FOREIGN = "foreign";
    public static final String WITH_PIN = "generic-pin";
    public static final String PROVISIONING = "provisioning";

    public static ChosenProfile generic() {
        return of(GENERIC, "Generic profile", org.esimtestbed.profilepackage.type.ProfileType.generic());
    }

    /// Our own type as a provisioning Profile: what a device is sold with, to fetch the one it is to use.
    public static ChosenProfile provisioning() {
        var generic = generic();
        var appearance = new Appearance(
                "esim-testbed",
                "Provisioning profile",
                Optional.empty(),
                ProfileClass.PROVISIONING,
                List.of(),
                Optional.empty(),
                Set.of());
        var type = new ProfileType(PROVISIONING, generic.type().template(), appearance, Protection.SESSION_KEYS);
        return new ChosenProfile(type, generic.testKey());
    }

    /// Our own type with its PIN on: a device asks for it before it attaches.
    public static ChosenProfile withPin() {
        var generic = generic();
        var on = new Mutation.Set("pinCodes.pinCodes.pinconfig[0].pinAttributes", "7"); // enabled, and as before
        var template = ProfilePackage.decode(on.apply(generic.type().template()));
        return of(WITH_PIN, "Generic profile with PIN", template);
    }

    /// @throws UncheckedIOException     if the file cannot be read
    /// @throws IllegalArgumentException naming the file and the place in it that is no profile package
    public static ChosenProfile fromFile(Path file) {
        try {
            var name = file.getFileName().toString().replaceFirst("\\.der$", "");
            return of(FOREIGN, name, ProfilePackage.decode(Bytes.wrap(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the profile " + file + ": " + FileTrouble.reason(e), e);
        } catch (MalformedProfile e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static ChosenProfile of(String type, String name, ProfilePackage template) {
        var shown = name.length() > 64 ? name.substring(0, 64) : name;
        return new ChosenProfile(
                new ProfileType(type, template, Appearance.plain("esim-testbed", shown), Protection.SESSION_KEYS),
                testKey(template));
    }

    private static Optional<Bytes> testKey(ProfilePackage template) {
        for (var element : template.elements()) {
            if (element.name().equals("akaParameter")
                    && AkaParameter.of(element).configuration() instanceof AkaParameter.Parameters parameters) {
                return parameters.algorithm() == Algorithm.USIM_TEST
                        ? Optional.of(parameters.key().first(16))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "profile type " + type.name();
    }
}
