package org.esimtestbed.smdpplus.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.smdpplus.quirk.ActiveQuirk;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.esimtestbed.smdpplus.quirk.QuirkCatalogue;
import org.esimtestbed.smdpplus.quirk.QuirkKind;
import org.esimtestbed.smdpplus.quirk.Script;
import org.esimtestbed.smdpplus.quirk.Target;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Misbehaviour, switched on and off: `GET /admin/quirks` tells what there is and what is on, `POST` switches on,
/// `DELETE /admin/quirks/{id}` and `DELETE /admin/quirks` switch off. What cannot be understood gets 400 that names
/// the place.
@RestController
@RequestMapping("/admin/quirks")
public final class QuirkController {
    private final Script script;
    private final RequestBody bodies;

    public QuirkController(Script script, RequestBody bodies) {
        this.script = script;
        this.bodies = bodies;
    }

    /// @param function as its path has it: `authenticateClient`
    /// @param calls    how many calls it bends; absent: no end
    record Wish(
            String name,
            Optional<String> parameter,
            Optional<String> eid,
            Optional<String> iccid,
            Optional<String> matchingId,
            Optional<String> function,
            Optional<Integer> calls) {}

    record KindView(
            String name, String symptom, String clause, String source, String parameter, List<String> functions) {
        static KindView of(QuirkKind kind) {
            return new KindView(
                    kind.name(), kind.symptom(), kind.clause(), kind.source(), kind.parameter(), kind.functionNames());
        }
    }

    record ActiveView(
            String id,
            String name,
            Optional<String> parameter,
            Optional<String> eid,
            Optional<String> iccid,
            Optional<String> matchingId,
            Optional<String> function,
            Optional<Integer> callsLeft) {
        static ActiveView of(ActiveQuirk quirk) {
            var it = quirk.assignment();
            return new ActiveView(
                    quirk.id(),
                    it.kind().name(),
                    it.parameter(),
                    it.target() instanceof Target.ForEid(var eid) ? Optional.of(eid.digits()) : Optional.empty(),
                    it.target() instanceof Target.ForIccid(var iccid) ? Optional.of(iccid.digits()) : Optional.empty(),
                    it.target() instanceof Target.ForMatchingId(var id) ? Optional.of(id) : Optional.empty(),
                    it.function().map(QuirkKind::nameOf),
                    it.calls());
        }
    }

    record Overview(List<KindView> catalogue, List<ActiveView> active) {}

    @GetMapping
    ResponseEntity<byte[]> overview() {
        return json(
                HttpStatus.OK,
                new Overview(
                        QuirkCatalogue.ALL.stream().map(KindView::of).toList(),
                        script.all().stream().map(ActiveView::of).toList()));
    }

    @PostMapping
    ResponseEntity<byte[]> switchOn(HttpServletRequest http) throws IOException {
        var wish = JsonBinding.readRequest(bodies.read(http), Wish.class);
        try {
            var assignment = Assignment.of(
                    wish.name, wish.parameter, target(wish), wish.function.map(QuirkController::function), wish.calls);
            return json(HttpStatus.CREATED, ActiveView.of(script.switchOn(assignment)));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage(String.valueOf(e.getMessage()));
        }
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> switchOff(@PathVariable String id) {
        return script.switchOff(id)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }

    @DeleteMapping
    ResponseEntity<byte[]> switchOffAll() {
        return json(HttpStatus.OK, Map.of("switchedOff", script.switchOffAll()));
    }

    private static Target target(Wish wish) {
        var all = new ArrayList<Target>();
        wish.eid.ifPresent(it -> all.add(given("eid", it, text -> new Target.ForEid(new Eid(text)))));
        wish.iccid.ifPresent(it -> all.add(given("iccid", it, text -> new Target.ForIccid(new Iccid(text)))));
        wish.matchingId.ifPresent(it -> all.add(given("matchingId", it, Target.ForMatchingId::new)));
        if (all.size() > 1) throw new IllegalArgumentException("eid, iccid, matchingId: at most one of them");
        return all.isEmpty() ? new Target.Everybody() : all.getFirst();
    }

    private static Es9PlusFunction function(String name) {
        for (var function : Es9PlusFunction.values()) {
            if (QuirkKind.nameOf(function).equals(name)) return function;
        }
        throw new IllegalArgumentException("function: no function of ES9+ is called \"" + name + "\"");
    }

    private static <T> T given(String member, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
        }
    }

    private static ResponseEntity<byte[]> json(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(RspJson.mapper().writeValueAsBytes(body));
    }
}
