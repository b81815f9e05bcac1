package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.databind.JsonNode;

/// A program that speaks to the LPA's daemon: HTTP and server-sent events by the JDK's client alone.
final class DaemonClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    DaemonClient(String base) {
        this.base = base;
    }

    /// A server-sent event.
    record Event(long id, String type, JsonNode data) {}

    record Answer(int status, String contentType, String location, String body) {
        JsonNode json() {
            return RspJson.mapper().readTree(body);
        }

        Answer is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /// A problem with that status.
        JsonNode problem(int expected) {
            is(expected);
            assertThat(contentType).startsWith("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(body).doesNotContain("\tat ").doesNotContain("Exception");
            return json();
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).header("Accept-Language", "en");
    }

    Answer send(HttpRequest.Builder request) {
        var answer = send(request, BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.headers().firstValue("Location").orElse(""),
                answer.body());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(to(path));
    }

    Answer delete(String path) {
        return send(to(path).DELETE());
    }

    Answer post(String path) {
        return send(to(path).POST(BodyPublishers.noBody()));
    }

    Answer post(String path, String json) {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(to(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /// Starts a download of an order. @return the path of the job
    String download(String card, JsonNode order, String... members) {
        var all = Stream.concat(Stream.of("\"activationCode\":\"" + code(order) + "\""), Stream.of(members));
        var answer = post("/cards/" + card + "/downloads", "{" + String.join(",", all.toList()) + "}");
        assertThat(answer.is(202).location()).startsWith("/cards/" + card + "/jobs/");
        return answer.location();
    }

    /// The stream of a job's events behind that one, until it ends or the consumer has had enough and closes it.
    void watch(String job, long after, Consumer<Stream<Event>> watcher) {
        var request = to(job + "/events").header("Accept", "text/event-stream");
        if (after > 0) request.header("Last-Event-ID", Long.toString(after));
        var answer = send(request, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (var lines = answer.body()) {
            var fields = new ArrayList<String>();
            watcher.accept(lines.mapMulti((line, events) -> {
                if (!line.isEmpty()) {
                    if (!line.startsWith(":")) fields.add(line);
                } else if (!fields.isEmpty()) {
                    events.accept(event(List.copyOf(fields)));
                    fields.clear();
                }
            }));
        }
    }

    private static Event event(List<String> fields) {
        assertThat(fields).hasSize(3);
        assertThat(fields.get(0)).startsWith("id: ");
        assertThat(fields.get(1)).startsWith("event: ");
        assertThat(fields.get(2)).startsWith("data: ");
        return new Event(
                Long.parseLong(fields.get(0).substring(4)),
                fields.get(1).substring(7),
                RspJson.mapper().readTree(fields.get(2).substring(6)));
    }

    /// All events of a job behind that one, once it has ended.
    List<Event> events(String job, long after) {
        var all = new ArrayList<Event>();
        watch(job, after, events -> events.forEach(all::add));
        assertThat(all.getLast().type()).isEqualTo("end");
        return all;
    }

    /// Waits until the job has come to that state. @return the state
    JsonNode awaits(String job, String state) {
        var found = new ArrayList<JsonNode>();
        watch(
                job,
                0,
                events -> events.filter(
                                it -> it.type().equals("end") || it.type().equals("state"))
                        .filter(it -> it.type().equals("end")
                                || it.data().path("name").asString().equals(state))
                        .filter(it -> it.type().equals("end")
                                || get(job).json()
                                        .path("state")
                                        .path("name")
                                        .asString()
                                        .equals(state))
                        .findFirst()
                        .ifPresent(it -> found.add(it.data())));
        assertThat(found.getFirst().path("name").asString()).as("%s", found).isEqualTo(state);
        return found.getFirst();
    }

    /// How a job ended, once it has.
    JsonNode end(String job) {
        return events(job, 0).getLast().data();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
