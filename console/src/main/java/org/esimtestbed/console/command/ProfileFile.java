package org.esimtestbed.console.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.rsp.tlv.Bytes;

/// A file that a profile command was given: DER, hexadecimal text, YAML, or the word `generic`.
record ProfileFile(String name) {
    private static final String GENERIC = "generic";
    private static final int HEADER = 0xA0;

    /// A file that cannot be read or written; says which, where in it, and why.
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message, Exception cause) {
            super(message, cause);
        }
    }

    /// @throws Unusable if there is no profile package in it
    ProfilePackage read() {
        return reading(() -> {
            var octets = octets();
            return isYaml(octets) ? yaml(octets) : ProfilePackage.decode(der(octets));
        });
    }

    /// The elements, also of what is no complete package.
    List<ProfileElement> elements() {
        return reading(() -> {
            var octets = octets();
            return isYaml(octets) ? yaml(octets).elements() : ProfilePackage.decodeElements(der(octets));
        });
    }

    /// The YAML in it, and nothing else.
    ProfilePackage readYaml() {
        return reading(() -> name.equals(GENERIC) ? ProfileType.generic() : yaml(octets()));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new Unusable("cannot read " + name + ": " + reason(e), e);
        } catch (BadYaml e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        } catch (MalformedProfile e) {
            throw new Unusable(name + ": " + e.getMessage(), e);
        }
    }

    private Bytes octets() throws IOException {
        if (name.equals(GENERIC) && !Files.exists(Path.of(name)))
            return ProfileType.generic().encode();
        return Bytes.wrap(Files.readAllBytes(Path.of(name)));
    }

    private boolean isYaml(Bytes octets) {
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && (octets.isEmpty() || octets.at(0) != HEADER);
    }

    private ProfilePackage yaml(Bytes octets) throws CharacterCodingException {
        var text = UTF_8.newDecoder().decode(octets.asBuffer()).toString();
        return ProfileType.build(name, new StringReader(text));
    }

    private static Bytes der(Bytes octets) {
        boolean text = !octets.isEmpty() && new String(octets.toArray(), US_ASCII).matches("[0-9A-Fa-f\\s]+");
        if (!text) return octets;
        try {
            return Bytes.hex(octets.utf8());
        } catch (IllegalArgumentException e) {
            throw new MalformedProfile(-1, "", 0, "at offset 0: an odd number of hexadecimal digits");
        }
    }

    /// @throws Unusable if it cannot be written
    static void write(Path file, Bytes octets) {
        try {
            Files.write(file, octets.toArray());
        } catch (IOException e) {
            throw new Unusable("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "access denied";
            case CharacterCodingException _ -> "it is no UTF-8 text";
            default -> String.valueOf(e.getMessage());
        };
    }
}
