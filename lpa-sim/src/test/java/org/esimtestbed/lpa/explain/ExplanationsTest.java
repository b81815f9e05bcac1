package org.esimtestbed.lpa.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.status.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table explains every code there is, in both languages.
class ExplanationsTest {
    private static final Pattern STATUS_PAIR = Pattern.compile("\\b([18](?:\\.\\d+)*)/(\\d+\\.\\d+)\\b");
    private static final Map<String, String> TITLES =
            Map.of("EuiccMemoryReset", "eUICCMemoryReset", "LoadCrl", "LoadCRL");

    private static void explainsExactly(String code) {
        assertThat(Explanations.shipped().exactly(code)).as("a row for " + code).isPresent();
    }

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(Explanations.shipped().rows()).hasSizeGreaterThan(100).allSatisfy(row -> {
            for (var language : Language.values()) {
                assertThat(row.in(language).means()).as("%s", row.codes()).isNotBlank();
                assertThat(row.in(language).advice()).as("%s", row.codes()).isNotBlank();
                assertThat(row.fault().in(language)).isNotBlank();
            }
            assertThat(row.ja().means() + row.ja().advice())
                    .as("%s", row.codes())
                    .containsPattern("[ぁ-んァ-ン]");
            assertThat(row.en().means() + row.en().advice())
                    .as("%s", row.codes())
                    .doesNotContainPattern("[ぁ-んァ-ン]");
        });
    }

    @Test
    void explainsEveryStatusCodeOfOurServers() throws IllegalAccessException {
        var pairs = new ArrayList<String>();
        for (var field : StatusCode.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) continue;
            pairs.add(((StatusCode) field.get(null)).code());
        }
        assertThat(pairs).hasSizeGreaterThan(40).allSatisfy(pair -> explainsExactly("code " + pair));
    }

    @Test
    void explainsEveryResultOfEveryFunctionOfEs10() throws IOException {
        var results = new ArrayList<String>();
        for (var type : results()) {
            var name = type.getDeclaringClass().getSimpleName();
            for (var constant : type.getEnumConstants()) {
                int number = number(constant);
                if (number != 0) results.add("es10 " + TITLES.getOrDefault(name, name) + "/" + number);
            }
        }
        for (var code : AuthenticateServerResponse.Code.values())
            results.add("es10 AuthenticateServer/" + code.number());
        for (var code : PrepareDownloadResponse.Code.values()) results.add("es10 PrepareDownload/" + code.number());
        results.add("es10 CancelSession/" + CancelSessionResponse.INVALID_TRANSACTION_ID);
        results.add("es10 CancelSession/" + CancelSessionResponse.UNDEFINED_ERROR);
        results.add("es10 GetProfilesInfo/" + GetProfilesInfo.INCORRECT_INPUT_VALUES);
        results.add("es10 GetProfilesInfo/" + GetProfilesInfo.UNDEFINED_ERROR);
        results.add("es10 ListNotification/" + ListNotification.UNDEFINED_ERROR);

        assertThat(results).hasSizeGreaterThan(40).allSatisfy(ExplanationsTest::explainsExactly);
    }

    // Enums called Result or Code beside EnableProfile, found where its class file lies: a folder, or a jar.
    private static List<Class<?>> results() throws IOException {
        var here = URI.create(String.valueOf(EnableProfile.class.getResource("EnableProfile.class")));
        if (!here.getScheme().equals("jar")) return results(Path.of(here));
        try (var jar = FileSystems.newFileSystem(here, Map.of())) {
            return results(jar.provider().getPath(here));
        }
    }

    private static List<Class<?>> results(Path neighbour) throws IOException {
        var folder = Optional.ofNullable(neighbour.getParent()).orElseThrow();
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith("$Result.class") || file.endsWith("$Code.class"))
                    .map(file -> EnableProfile.class.getPackageName() + "." + file.replace(".class", ""))
                    .<Class<?>>map(ExplanationsTest::named)
                    .filter(Class::isEnum)
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Object constant) {
        try {
            return (int) constant.getClass().getMethod("number").invoke(constant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void explainsEveryReasonOfInstallationAndCancellation() {
        for (var reason : ErrorReason.values()) explainsExactly("pir " + reason.number());
        for (var reason : CancelSessionReason.values()) {
            explainsExactly("cancel " + reason.encode(0x80).asInt());
        }
    }

    @Test
    void explainsEveryPeStatus() {
        for (var status : PeStatus.values()) explainsExactly("pe " + status.number());
    }

    @Test
    void explainsEveryFaultOfACertificate() {
        for (var fault : CertificateRefused.Fault.values()) explainsExactly("tls " + fault);
    }

    @Test
    void explainsWhatTheNotesOfTheProtocolList() throws IOException {
        var notes = notes();
        var pairs = STATUS_PAIR
                .matcher(notes)
                .results()
                .map(it -> "code " + it.group(1) + "/" + it.group(2))
                .distinct()
                .toList();
        assertThat(pairs).hasSizeGreaterThan(25).allSatisfy(ExplanationsTest::explainsExactly);
        var statuses = Pattern.compile("(\\d+) ([a-z]+(?:-[a-z]+)*)[,;]")
                .matcher(notes.substring(notes.indexOf("a PEStatus:"), notes.indexOf("simaResponse of")))
                .results()
                .map(it -> "pe " + it.group(1))
                .toList();
        assertThat(statuses).hasSize(13).allSatisfy(ExplanationsTest::explainsExactly);
    }

    private static String notes() throws IOException {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/rsp-notes.md");
            if (Files.exists(file)) return Files.readString(file).replaceAll("\\s+", " ");
        }
        assumeTrue(false, "the notes of the protocol are not here: shared/rsp-notes.md beside the checkout");
        return "";
    }

    @Test
    void explainsEveryStatusWordAndHttpStatus() {
        for (int word : Stream.of(0x6283, 0x6985, 0x6A88, 0x6A99, 0x6F12, 0x9862, 0x6700)
                .toList()) {
            assertThat(Explanations.shipped().of("sw %04X".formatted(word))).isPresent();
        }
        for (int status = 100; status < 600; status++) {
            assertThat(Explanations.shipped().of("http " + status)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6a88", "8.2.6/3.8", "8.2.6 / 3.8", "EnableProfile/5", "sw 6A88", "http 503", "unknown-ci"})
    void findsWhatAPersonTypes(String typed) {
        assertThat(Explanations.shipped().search(typed)).hasSize(1);
    }

    @Test
    void findsAllTheMeaningsOfABareNumber() {
        assertThat(Explanations.shipped().search("3").stream().flatMap(it -> it.codes().stream()))
                .contains("pir 3", "pe 3", "cancel 3");
        assertThat(Explanations.shipped().search("blue")).isEmpty();
    }

    @Test
    void takesTheRowForAllReasonsWhereAPairHasNone() {
        assertThat(Arrays.asList("1.6/4.2", "1.2/9.9"))
                .allSatisfy(
                        pair -> assertThat(Explanations.shipped().search(pair)).hasSize(1));
    }
}
