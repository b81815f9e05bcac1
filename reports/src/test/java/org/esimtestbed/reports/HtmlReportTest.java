package org.esimtestbed.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    private Path folder;

    private Document page;

    @BeforeEach
    void writeTheSample() throws IOException {
        page = written(SampleRun.whole());
    }

    private Document written(Run run) throws IOException {
        var file = folder.resolve("new/report.html");
        HtmlReport.write(file, run);
        return Jsoup.parse(file, "UTF-8");
    }

    private Element message(String what) {
        return page.select("ol.messages > li").stream()
                .filter(line -> line.select("svg .what").text().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no line " + what + " among " + page.select("svg .what").eachText()));
    }

    private static Document one(Path file, TraceEvent event) throws IOException {
        HtmlReport.write(file, new Run("one", SampleRun.START, Duration.ZERO, List.of(), List.of(event)));
        return Jsoup.parse(file, "UTF-8");
    }

    private TraceEvent.HttpExchange http(int status, String request, String response) {
        return new TraceEvent.HttpExchange(
                SampleRun.START, Duration.ZERO, "LPA", "SM-DP+", "ES9+", "f", "https://a/f", request, status, response);
    }

    @Nested
    class TheDiagram {
        @Test
        void showsTheRolesThatOccurInTheOrderOfTheSpecification() throws IOException {
            assertThat(page.select("svg.heads text").eachText())
                    .containsExactly("Operator", "SM-DP+", "LPA", "eUICC", "Baseband");
            var small = one(folder.resolve("small.html"), http(200, "{}", "{}"));
            assertThat(small.select("svg.heads text").eachText()).containsExactly("SM-DP+", "LPA");
        }

        @Test
        void hasALineForEveryMessageAndOneForEachGroupOfApdus() {
            assertThat(page.select("svg.strip .what").eachText())
                    .containsExactly(
                            "downloadOrder",
                            "confirmOrder",
                            "End User scans",
                            "2 APDUs",
                            "GetEuiccChallenge",
                            "2 APDUs",
                            "initiateAuthentication",
                            "authenticateClient",
                            "getBoundProfilePackage",
                            "cancelSession",
                            "handleNotification",
                            "LoadBoundProfilePackage",
                            "4 APDUs",
                            "EnableProfile",
                            "STORE DATA block 0 of Enable…",
                            "2 APDUs",
                            "REFRESH",
                            "10 APDUs",
                            "Attach",
                            "handleDownloadProgressInfo");
        }

        @Test
        void saysInterfaceAndDurationAtTheArrowAndTheWholeLineToAScreenReader() {
            var line = message("initiateAuthentication");
            assertThat(line.select("svg .how").text()).isEqualTo("ES9+ · 12 ms");
            assertThat(line.select("svg.strip").attr("aria-label"))
                    .isEqualTo("LPA to SM-DP+: initiateAuthentication, ES9+ · 12 ms");
            assertThat(message("EnableProfile").select("svg .how").text()).isEqualTo("ES10c · 9.0 ms");
        }

        @Test
        void marksRefusalsByShapeAndWordsAsWellAsColour() {
            var line = message("cancelSession");
            assertThat(line.select("svg.refused .cross")).hasSize(1);
            assertThat(line.select("svg.refused .how").text()).isEqualTo("Failed 8.10.1 / 3.9 · ES9+ · 12 ms");
            assertThat(line.select("svg").attr("aria-label")).endsWith(", refused");
            assertThat(message("handleNotification").select("svg .how").text()).startsWith("no answer");
            assertThat(message("LoadBoundProfilePackage")
                            .select("svg.refused .how")
                            .text())
                    .contains("installFailedDueTo");
            assertThat(message("getBoundProfilePackage").select("svg.refused")).isEmpty();
            assertThat(message("EnableProfile").select("svg.refused")).isEmpty();
            assertThat(message("10 APDUs").select("svg .how").text()).startsWith("2 of 10 refused, 6A82");
        }

        @Test
        void showsAnAttachThatFailedAsRefused() throws IOException {
            var step = new TraceEvent.Step(
                    SampleRun.START, Duration.ZERO, "Baseband", "Operator", "Attach", "MAC failure");
            assertThat(one(folder.resolve("a.html"), step).select("svg.refused"))
                    .hasSize(1);
            assertThat(message("Attach").select("svg.step")).hasSize(1);
        }
    }

    @Nested
    class AMessage {
        @Test
        void opensToHttpJsonAndDerByName() {
            var line = message("initiateAuthentication");
            assertThat(line.text())
                    .contains("POST https://smdp.example.com:8443/gsma/rsp2/es9plus/initiateAuthentication")
                    .contains("HTTP 200 OK")
                    .contains("\"smdpAddress\" : \"smdp.example.com\"");
            assertThat(line.select("section.der h4").eachText())
                    .containsExactly(
                            "euiccChallenge",
                            "euiccInfo1",
                            "serverSigned1",
                            "serverSignature1",
                            "euiccCiPKIdToBeUsed",
                            "serverCertificate");
            assertThat(line.select("ul.tlv b").eachText())
                    .contains("svn", "subjectKeyIdentifier", "serverAddress", "serverChallenge");
            assertThat(line.select("ul.tlv").text())
                    .contains("svn 82 2.2.2")
                    .contains("subject CN=smdp.example.com,O=Testbed")
                    .contains("issuer CN=Test CI")
                    .contains("validity 2026-01-01T00:00:00Z to 2027-12-31T23:59:59Z");
        }

        @Test
        void choosesTheSchemaByTheMember() {
            assertThat(message("authenticateClient").select("ul.tlv").text())
                    .contains("authenticateErrorCode 02 euiccChallengeMismatch(6)")
                    .contains("StoreMetadataRequest")
                    .contains("profileClass 95 operational(2)")
                    .contains("SmdpSigned2")
                    .contains("ccRequiredFlag 01 false");
        }

        @Test
        void keepsItsOctetsInFullAndReadyToCopy() {
            var line = message("getBoundProfilePackage");
            var button = line.select("section.der button").first();
            assertThat(button).isNotNull();
            var octets = page.getElementById(button.attr("data-copy"));
            assertThat(octets).isNotNull();
            assertThat(Bytes.hex(octets.text()).size()).isGreaterThan(20 * 1008);
            assertThat(line.select("pre.json").text()).contains("characters, decoded below");
        }

        @Test
        void ofEs10SaysTheResultsOfTheProfileElements() {
            assertThat(message("LoadBoundProfilePackage").select("ul.tlv").text())
                    .contains("errorReason 81 installFailedDueToPEProcessingError(12)")
                    .contains("bad-values(3), Profile Element 8, additional information 2");
        }

        @Test
        void ofTheIsdrSaysWhichVersionItSpeaks() {
            assertThat(message("2 APDUs").select("ul.tlv").text())
                    .contains("isdrProprietaryApplicationTemplate E0 svn 82 2.2.2");
        }

        @Test
        void thatIsNestedWithoutEndIsNotFollowed() throws IOException {
            var nested = Tlv.of(0x80, Bytes.EMPTY);
            for (int i = 0; i < 5000; i++) nested = Tlv.of(0xA0, nested);
            var event = new TraceEvent.Es10Exchange(
                    SampleRun.START, Duration.ZERO, "LPA", "eUICC", "Odd", nested.raw(), nested.raw());
            assertThat(one(folder.resolve("deep.html"), event).select(".odd").text())
                    .contains("nested more than 64 deep");
        }

        @Test
        void thatIsOddIsShownAsItIs() throws IOException {
            var odd = one(
                    folder.resolve("odd.html"),
                    http(500, "{\"euiccInfo1\":\"BF20\",\"serverSigned1\":\"%%%\"}", "<html>Oops</html>"));
            assertThat(odd.select(".odd").eachText())
                    .contains("refused: HTTP 500")
                    .anyMatch(text -> text.startsWith("malformed: "))
                    .anyMatch(text -> text.startsWith("no base64: "));
            assertThat(odd.select("pre.json").last().text()).isEqualTo("<html>Oops</html>");
        }
    }

    @Nested
    class Safety {
        @Test
        void aNameWithMarkupIsText() {
            assertThat(page.select("script")).hasSize(1);
            assertThat(page.select("h1").text()).isEqualTo("Profile " + SampleRun.HOSTILE_NAME);
            assertThat(page.title()).isEqualTo("Profile " + SampleRun.HOSTILE_NAME);
            assertThat(page.select("ul.tlv code").eachText()).contains('"' + SampleRun.HOSTILE_NAME + '"');
        }

        @Test
        void thePolicyNamesTheHashOfOurScriptAndStyle() throws Exception {
            var policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
            for (var inline : List.of("script", "style")) {
                var digest = MessageDigest.getInstance("SHA-256")
                        .digest(Bytes.utf8(page.select(inline).first().data()).toArray());
                assertThat(policy)
                        .contains(inline + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            }
        }

        @Test
        void loadsNothingFromElsewhere() {
            assertThat(page.select("[src], link, iframe, object, [style]")).isEmpty();
            assertThat(page.select("a[href]").eachAttr("href")).allMatch(href -> href.startsWith("#m"));
        }

        @Test
        void noSecretOfAnOrderIsShown() {
            assertThat(page.outerHtml())
                    .doesNotContain(SampleRun.KI)
                    .doesNotContain("7531")
                    .doesNotContain("86428642")
                    .doesNotContain("9753");
            assertThat(message("downloadOrder").text()).contains("\"opc\" : \"***\"", "\"imsi\" : \"001010000000001\"");
        }

        @Test
        void noSecretIsShownWhenTheBodyIsNoJson() throws IOException {
            var cut = one(
                    folder.resolve("cut.html"),
                    http(200, "{\"K\": \"" + SampleRun.KI + "\",\"pin1\":7531,\"opc\":\"AB\\\"CD", "{}"));
            assertThat(cut.outerHtml())
                    .doesNotContain(SampleRun.KI)
                    .doesNotContain("7531")
                    .doesNotContain("CD");
        }

        @Test
        void noPinAndNoResultOfAuthenticateIsShown() {
            assertThat(page.outerHtml())
                    .doesNotContain("37353331")
                    .doesNotContain("DEADBEEF")
                    .doesNotContain("C1C1C1C1")
                    .doesNotContain("C2C2C2C2");
            assertThat(message("10 APDUs").text()).contains("success, RES and keys masked", "VERIFY PIN");
        }
    }

    @Test
    void saysWhatIsNowTrue() {
        assertThat(page.select("dt").eachText()).containsExactly("Profile", "ICCID", "IMSI", "SIM", "Order");
        assertThat(page.select("dd").eachText()).contains("attached to 00101");
    }

    @Test
    void idsAreUnique() {
        var ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("[data-copy]").eachAttr("data-copy")).isSubsetOf(ids);
    }

    @Test
    void aLongRunHasALineForEachMessage() throws IOException {
        var events = new ArrayList<TraceEvent>();
        for (int i = 0; i < 5000; i++) {
            events.add(
                    i % 2 == 0
                            ? http(200, "{\"n\":" + i + "}", "{}")
                            : new TraceEvent.Step(SampleRun.START, Duration.ZERO, "X", "LPA", "step " + i, ""));
        }
        var run = new Run("long", SampleRun.START, Duration.ZERO, List.of(), events);
        assertThat(written(run).select("ol.messages > li")).hasSize(5000);
    }

    @Test
    void anEmptyRunIsAPageToo() throws IOException {
        var empty = written(new Run("nothing", SampleRun.START, Duration.ZERO, List.of(), List.of()));
        assertThat(empty.select("ol.messages > li")).isEmpty();
        assertThat(empty.select("h1").text()).isEqualTo("nothing");
    }

    @Test
    void replacesAReportOrLeavesItAsItWas() throws IOException {
        var file = folder.resolve("report.html");
        Files.writeString(file, "before");
        HtmlReport.write(file, SampleRun.whole());
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("new", "report.html");
        }
        Files.createDirectories(folder.resolve("new/taken.html/inside"));
        assertThatThrownBy(() -> HtmlReport.write(folder.resolve("new/taken.html"), SampleRun.whole()))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(folder.resolve("new/taken.html.part")).doesNotExist();
        var blocked = file.resolve("below/a/file.html");
        assertThatThrownBy(() -> HtmlReport.write(blocked, SampleRun.whole()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write the report " + blocked);
    }
}
