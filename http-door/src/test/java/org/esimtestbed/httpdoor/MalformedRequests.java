package org.esimtestbed.httpdoor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Requests nobody should send: the famous ones by hand, many more by a seed.
final class MalformedRequests {
    private MalformedRequests() {}

    /// @param octets the whole request
    record Case(String title, byte[] octets) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Case> byHand() {
        var cases = new ArrayList<Case>();
        for (var body : List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"name\":",
                "{\"name\":1e999}",
                "{\"name\":\"a\",\"inner\":{\"text\":\"t\",\"number\":1e999}}",
                "{\"name\":\"a\",\"inner\":{\"text\":\"t\",\"number\":1e999999999}}",
                "{\"name\":\"a\",\"inner\":{\"text\":\"t\",\"number\":" + "9".repeat(5000) + "}}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",\"inner\":[]}",
                "{\"name\":\"a\",\"inner\":{}}",
                "{\"name\":\"a\",\"inner\":null}",
                "{\"name\":null}",
                "{\"name\":{\"name\":{}}}",
                "{\"name\":\"a\",\"transactionId\":\"zz\"}",
                "{\"name\":\"a\",\"transactionId\":17}",
                "{\"name\":\"a\",\"octets\":\"====\"}",
                "{\"name\":\"\\u0000\\ud800\"}",
                "{\"name\":\"\u0000\"}",
                "{\"name\":\"\u00c3\u0028\u00ff\u00fe\"}",
                "\u00ef\u00bb\u00bf{\"name\":\"bom\"}",
                "{\"name\":NaN}",
                "{\"name\":\"a\"} trailing",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"" + "n".repeat(100_000) + "\":1}",
                "\u0000".repeat(1000))) {
            cases.add(post("body " + title(body), body));
        }
        for (var path : List.of(
                "/%",
                "/%zz",
                "/%00",
                "/%c0%af",
                "/gsma/rsp2/es9plus/%2e%2e/echo",
                "/gsma/rsp2/es9plus/..;/echo",
                "//",
                "/\\",
                "/gsma\u0000",
                "*",
                "http://[",
                "/a?b=%zz",
                "/;jsessionid=%",
                "/" + "a".repeat(20_000),
                "/gsma/rsp2/es9plus/echo;a=%",
                "/gsma/rsp2/es9plus/echo/../../../../../../x",
                "/error",
                "/gsma/rsp2/es9plus/{x}",
                "/gsma/rsp2/es9plus/echo?%")) {
            cases.add(request(
                    "path " + title(path), "POST " + path + " HTTP/1.1", "Content-Type: application/json", "{}"));
        }
        for (var line : List.of(
                "",
                " ",
                "GET",
                "GET /",
                "GET / HTTP/9.9",
                "GET / HTTP/1.1 x",
                "\u0000\u0001\u0002",
                "POST  / HTTP/1.1",
                "BREW / HTTP/1.1",
                "TRACE / HTTP/1.1",
                "CONNECT / HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "PRI * HTTP/2.0",
                "G\u0000T / HTTP/1.1",
                "X".repeat(20_000) + " / HTTP/1.1")) {
            cases.add(request("line " + title(line), line, "Content-Type: application/json", "{}"));
        }
        for (var header : List.of(
                "Content-Type: \u0000",
                "Content-Type: /",
                "Content-Type: multipart/form-data",
                "Content-Type: a/b/c",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/json; charset=nonsense",
                "Content-Type: application/x-www-form-urlencoded",
                "Accept: /",
                "Accept: ;;;",
                "Accept: text/html;q=x",
                "Content-Encoding: gzip",
                "Expect: nonsense",
                "Expect: 100-continue",
                "Range: bytes=a-b",
                "Transfer-Encoding: nonsense",
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 99999999999999",
                "no colon",
                ": no name",
                "Cookie: \u0001=;;;===",
                "Accept-Language: \u00ff\u00ff",
                "Authorization: Bearer",
                "Upgrade: websocket\r\nConnection: Upgrade",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings",
                "If-Modified-Since: yesterday",
                "Origin: x\r\nAccess-Control-Request-Method: \u0000",
                "X: " + "x".repeat(20_000),
                "X: y\r\n".repeat(100) + "Z: z",
                "Forwarded: for=\u0000",
                "X-Forwarded-For: ,,,",
                "Host: b",
                "Host: [::",
                "Content-Length: 2\r\nContent-Length: 3",
                "X-HTTP-Method-Override: DELETE")) {
            for (var method : List.of("POST", "GET", "PUT", "OPTIONS")) {
                cases.add(request(
                        method + " header " + title(header),
                        method + " " + TestRole.ECHO + " HTTP/1.1",
                        header,
                        "a=%zz&b=%"));
            }
        }
        for (var chunks : List.of(
                "zz\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}",
                "ffffffffffffffff\r\n",
                "2;" + "x".repeat(20_000),
                "2\r\n{}\r\n0\r\nTrailer " + "t".repeat(20_000),
                "0\r\n\u0000\r\n\r\n",
                "1\r\n{}\r\n0\r\n\r\n",
                "\u0000")) {
            cases.add(new Case(
                    "chunks " + title(chunks),
                    octets("POST " + TestRole.ECHO
                            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunks)));
        }
        return cases;
    }

    /// Well-formed requests with some octets overwritten, taken out or doubled; and mere noise.
    static List<Case> bySeed(long seed, int count) {
        var random = new Random(seed);
        var good = post(
                        "",
                        "{\"name\":\"alice\",\"transactionId\":\"00112233\",\"inner\":{\"text\":\"t\",\"number\":1}}")
                .octets();
        var cases = new ArrayList<Case>();
        for (int i = 0; i < count; i++) {
            byte[] octets;
            if (i % 4 == 0) {
                octets = new byte[1 + random.nextInt(2000)];
                random.nextBytes(octets);
            } else {
                octets = mutated(good, random);
            }
            cases.add(new Case("seed " + seed + ", number " + i, octets));
        }
        return cases;
    }

    private static byte[] mutated(byte[] good, Random random) {
        var out = new ByteArrayOutputStream();
        double rate = Math.pow(10, -random.nextDouble(0.7, 2.5));
        for (byte octet : good) {
            if (random.nextDouble() >= rate) out.write(octet);
            else
                switch (random.nextInt(4)) {
                    case 0 -> out.write(random.nextInt(256));
                    case 1 -> {} // taken out
                    case 2 -> out.writeBytes(new byte[] {octet, octet});
                    default -> out.writeBytes(new byte[] {octet, (byte) "%\r\n\0:;{[\"".charAt(random.nextInt(9))});
                }
        }
        return out.toByteArray();
    }

    private static Case post(String title, String body) {
        return request(title, "POST " + TestRole.ECHO + " HTTP/1.1", "Content-Type: application/json", body);
    }

    private static Case request(String title, String line, String header, String body) {
        var length = header.startsWith("Content-Length") || header.startsWith("Transfer-Encoding")
                ? ""
                : "Content-Length: " + body.length() + "\r\n";
        return new Case(
                title,
                octets(line + "\r\nHost: localhost\r\nConnection: close\r\n" + length + header + "\r\n\r\n" + body));
    }

    private static String title(String text) {
        return (text.length() > 40 ? text.substring(0, 40) + "… " + text.length() : text).replaceAll("[^ -~…]", "?");
    }

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
