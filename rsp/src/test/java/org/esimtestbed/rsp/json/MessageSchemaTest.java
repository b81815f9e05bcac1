package org.esimtestbed.rsp.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.es2plus.CancelOrder;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.es2plus.ReleaseProfile;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageSchemaTest {
    private static final RequestHeader HEADER = new RequestHeader("operator", "1");
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    private static final Optional<Eid> EID = Optional.of(Eid.withCheckDigits("890490320000000000000000000001"));
    private static final Optional<String> KEY = Optional.of("000102030405060708090A0B0C0D0E0F");

    private record Sample(String function, Record message) {}

    private static List<Sample> whatOurRolesSend() {
        var refusal = Header.failure(StatusCode.PPR_NOT_ALLOWED.because("a test"));
        return List.of(
                new Sample(
                        DownloadOrder.PATH,
                        new DownloadOrder.Request(
                                EID,
                                Optional.of(ICCID),
                                Optional.of("generic"),
                                Optional.of(new Personalisation(
                                        "001010000000001",
                                        Optional.of("491700"),
                                        KEY,
                                        KEY,
                                        Optional.of("0000"),
                                        Optional.of("12345678"),
                                        Optional.of("0123456789ABCDEF"))))),
                new Sample(
                        DownloadOrder.PATH,
                        new DownloadOrder.Request(
                                Optional.empty(), Optional.empty(), Optional.of("generic"), Optional.empty())),
                new Sample(
                        ConfirmOrder.PATH,
                        new ConfirmOrder.Request(
                                ICCID,
                                EID,
                                Optional.of(""),
                                Optional.of("1234"),
                                Optional.of("smds.example.com"),
                                true)),
                new Sample(
                        CancelOrder.PATH,
                        new CancelOrder.Request(
                                ICCID, EID, Optional.of("M"), CancelOrder.FinalProfileStatusIndicator.UNAVAILABLE)),
                new Sample(ReleaseProfile.PATH, new ReleaseProfile.Request(ICCID)),
                new Sample(
                        HandleDownloadProgressInfo.PATH,
                        new HandleDownloadProgressInfo.Request(
                                EID, ICCID, "generic", "2026-01-01T00:00:00Z", 4, refusal, Optional.of("vzcA"))));
    }

    @ParameterizedTest
    @MethodSource("whatOurRolesSend")
    void acceptsWhatOurRolesSend(Sample sample) {
        var body = JsonBinding.request(HEADER, sample.message());
        var schema = MessageSchema.of(DownloadOrder.class, sample.function());

        assertThat((Record) JsonBinding.readRequest(body, sample.message().getClass(), schema))
                .isEqualTo(sample.message());
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        var body = """
                {"header":{"functionRequesterIdentifier":"o","functionCallIdentifier":"1","validityPeriod":1},
                "iccid":"8988211900000000017F","also":{"iccid":1}}""";

        assertThatCode(() -> check("releaseProfile", body)).doesNotThrowAnyException();
    }

    private static void check(String function, String body) {
        MessageSchema.of(DownloadOrder.class, function).check(RspJson.mapper().readTree(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "downloadOrder|{}|1.3.1/2.2|header",
                "downloadOrder|{'header':{}}|1.3.1/2.2|header.functionRequesterIdentifier",
                "downloadOrder|{'header':{'functionRequesterIdentifier':'','functionCallIdentifier':'1'}}"
                        + "|1.3.1/2.1|header.functionRequesterIdentifier",
                "downloadOrder|{HEADER,'iccid':'12'}|1.3.1/2.1|iccid",
                "downloadOrder|{HEADER,'eid':12}|1.3.1/2.1|eid",
                "downloadOrder|{HEADER,'profileType':''}|1.3.1/2.1|profileType",
                "downloadOrder|{HEADER,'personalisation':{}}|1.3.1/2.2|personalisation.imsi",
                "downloadOrder|{HEADER,'personalisation':{'imsi':'001010000000001','k':'SECRET'}}"
                        + "|1.3.1/2.1|personalisation.k",
                "confirmOrder|{HEADER,'iccid':'8988211900000000017'}|1.3.1/2.2|releaseFlag",
                "confirmOrder|{HEADER,'iccid':'8988211900000000017','releaseFlag':'true'}|1.3.1/2.1|releaseFlag",
                "confirmOrder|{HEADER,'iccid':'8988211900000000017','releaseFlag':true,'confirmationCode':99995555}"
                        + "|1.3.1/2.1|confirmationCode",
                "cancelOrder|{HEADER,'iccid':'8988211900000000017','finalProfileStatusIndicator':'Sold'}"
                        + "|1.3.1/2.1|finalProfileStatusIndicator",
                "releaseProfile|{HEADER}|1.3.1/2.2|iccid"
            })
    void namesTheMemberThatIsWrongAndNotItsValue(String function, String body, String code, String place) {
        var json = body.replace("HEADER", "'header':{'functionRequesterIdentifier':'o','functionCallIdentifier':'1'}")
                .replace('\'', '"');

        assertThatThrownBy(() -> check(function, json)).isInstanceOfSatisfying(FunctionRefused.class, refused -> {
            assertThat(refused.statusCode().code()).isEqualTo(code);
            assertThat(refused.detail())
                    .startsWith(place)
                    .doesNotContain("SECRET")
                    .doesNotContain("99995555");
        });
    }

    @Test
    void costsLittleBesideASignature() {
        var schema = MessageSchema.of(DownloadOrder.class, DownloadOrder.PATH);
        var message = RspJson.mapper()
                .readTree(JsonBinding.request(
                        HEADER, whatOurRolesSend().getFirst().message()));
        for (int i = 0; i < 5_000; i++) schema.check(message);
        long best = Long.MAX_VALUE; // the best of some rounds, whatever else the machine does
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 500; i++) schema.check(message);
            best = Math.min(best, (System.nanoTime() - start) / 500);
        }
        System.out.printf("a check takes %.1f us%n", best / 1e3);
        assertThat(best).isLessThan(50_000L); // nanoseconds
    }
}
