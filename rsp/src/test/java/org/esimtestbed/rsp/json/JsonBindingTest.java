package org.esimtestbed.rsp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingTest {

    @Test
    void writesARequestAsTheSpecificationShowsIt() {
        var request = new InitiateAuthentication.Request(
                Bytes.repeat(0xAB, 16), Tlv.parse(Bytes.hex("BF2000")), "smdp.example.com");
        var body = JsonBinding.request(request);
        assertThat(new String(body, UTF_8))
                .isEqualTo("{\"euiccChallenge\":\"q6urq6urq6urq6urq6urqw==\","
                        + "\"euiccInfo1\":\"vyAA\",\"smdpAddress\":\"smdp.example.com\"}");
        assertThat(JsonBinding.readRequest(body, InitiateAuthentication.Request.class))
                .isEqualTo(request);
    }

    @Test
    void leavesAbsentMembersOutAndIgnoresUnknownOnes() {
        var header = new RequestHeader("2.999.1", "call-1");
        var order =
                new DownloadOrder.Request(Optional.empty(), Optional.empty(), Optional.of("generic"), Optional.empty());
        var body = new String(JsonBinding.request(header, order), UTF_8);
        assertThat(body)
                .isEqualTo("{\"header\":{\"functionRequesterIdentifier\":\"2.999.1\","
                        + "\"functionCallIdentifier\":\"call-1\"},\"profileType\":\"generic\"}");
        var extended = body.replace("{\"header", "{\"future\":[1],\"header");
        assertThat(JsonBinding.readRequest(extended.getBytes(UTF_8), DownloadOrder.Request.class))
                .isEqualTo(order);
        assertThat(JsonBinding.readRequestHeader(extended.getBytes(UTF_8))).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | header: ",
                "{\"functionRequesterIdentifier\":[],\"functionCallIdentifier\":\"1\"} | header.functionRequesterIdentifier: "
            })
    void namesWhatIsWrongWithAHeaderAndNoClass(String header, String place) {
        var body = "{\"header\":" + header + "}";

        assertThatThrownBy(() -> JsonBinding.readRequestHeader(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(FunctionRefused.class, it -> {
                    assertThat(it.statusCode()).isEqualTo(StatusCode.INVALID_ELEMENT);
                    assertThat(it.detail()).startsWith(place.strip()).doesNotContain("org.esimtestbed");
                });
    }

    @Test
    void readsAnIccidPaddedWithF() {
        var body = "{\"iccid\":\"8988211000000467285F\",\"releaseFlag\":true}";
        var request = JsonBinding.readRequest(body.getBytes(UTF_8), ConfirmOrder.Request.class);
        assertThat(request.iccid()).isEqualTo(new Iccid("8988211000000467285"));
        assertThat(request.confirmationCode()).isEmpty();
    }

    @Test
    void carriesARefusalUnchanged() {
        var body = JsonBinding.failed(StatusCode.ORDER_EXPIRED.because("on Friday"));
        assertThat(new String(body, UTF_8)).contains("\"status\":\"Failed\"", "\"reasonCode\":\"4.10\"");
        assertThatThrownBy(() -> JsonBinding.readResponse(body, AuthenticateClient.Response.class))
                .isInstanceOf(FunctionRefused.class)
                .extracting(e -> ((FunctionRefused) e).statusCode().code())
                .isEqualTo("8.8.5/4.10");
    }

    @Test
    void acceptsALowerCaseTransactionId() {
        var body = "{\"transactionId\":\"abcd\",\"authenticateServerResponse\":\"vzgA\"}";
        assertThat(JsonBinding.readRequest(body.getBytes(UTF_8), AuthenticateClient.Request.class)
                        .transactionId())
                .isEqualTo(TransactionId.of("ABCD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"x\"", "{", "{} {}", "\u0000", "{\"a\":}"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThatThrownBy(() -> JsonBinding.readRequest(body.getBytes(UTF_8), AuthenticateClient.Request.class))
                .isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'transactionId':'AB'}|1.3.1/2.2|authenticateServerResponse",
                "{'transactionId':'XY','authenticateServerResponse':'vzgA'}|1.3.1/2.1|transactionId",
                "{'transactionId':'AB','authenticateServerResponse':'vzgB'}|1.3.1/2.1|authenticateServerResponse",
                "{'transactionId':'AB','authenticateServerResponse':'%%'}|1.3.1/2.1|authenticateServerResponse",
                "{'transactionId':'AB','authenticateServerResponse':{}}|1.3.1/2.1|authenticateServerResponse"
            })
    void namesTheMemberThatIsMissingOrWrong(String body, String code, String member) {
        assertThatThrownBy(() -> JsonBinding.readRequest(
                        body.replace('\'', '"').getBytes(UTF_8), AuthenticateClient.Request.class))
                .isInstanceOf(FunctionRefused.class)
                .hasMessageContaining(code)
                .hasMessageContaining(member);
    }

    @Test
    void saysWhereABodyEndsTooEarlyAndNothingOfTheParser() {
        assertThatThrownBy(() ->
                        JsonBinding.readRequest("{\"a\":1,".getBytes(UTF_8), InitiateAuthentication.Request.class))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("at line 1, column 8")
                .hasMessageNotContaining("REDACTED");
    }
}
