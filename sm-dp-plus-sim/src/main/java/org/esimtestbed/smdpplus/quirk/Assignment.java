package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// A quirk with those it is for.
///
/// @param parameter as it was given
/// @param function  the one function it is to show in; absent: every one it can
/// @param calls     how many calls it still bends; absent: no end
public record Assignment(
        QuirkKind kind,
        Optional<String> parameter,
        Quirk quirk,
        Target target,
        Optional<Es9PlusFunction> function,
        Optional<Integer> calls) {
    private static final int MAX_PARAMETER = 200;

    /// @throws IllegalArgumentException naming what does not go together
    public Assignment {
        if (parameter.filter(it -> it.length() > MAX_PARAMETER).isPresent()) {
            throw new IllegalArgumentException("parameter: longer than " + MAX_PARAMETER + " characters");
        }
        if (calls.filter(it -> it < 0).isPresent()) throw new IllegalArgumentException("calls: less than none");
        if (function.filter(it -> !kind.functions().contains(it)).isPresent()) {
            throw new IllegalArgumentException("function: " + kind.name() + " shows in " + kind.functionNames());
        }
        var shows = function.map(Set::of).orElse(kind.functions());
        if (!(target instanceof Target.Everybody) && shows.equals(Set.of(INITIATE_AUTHENTICATION))) {
            throw new IllegalArgumentException(kind.name() + " shows in initiateAuthentication alone, and there neither"
                    + " eUICC nor order is known yet (SGP.22 §5.6.1)");
        }
    }

    /// @throws IllegalArgumentException naming quirk and parameter, if there is no such quirk
    public static Assignment of(
            String name,
            Optional<String> parameter,
            Target target,
            Optional<Es9PlusFunction> function,
            Optional<Integer> calls) {
        var kind = QuirkCatalogue.named(name)
                .orElseThrow(() -> new IllegalArgumentException("name: there is no quirk \"" + name + "\""));
        return new Assignment(kind, parameter, kind.make(parameter), target, function, calls);
    }

    /// For everybody and for good: `retry-limit=1`.
    ///
    /// @throws IllegalArgumentException naming quirk and parameter, if there is no such quirk
    public static Assignment parse(String text) {
        var parts = text.split("=", 2);
        return of(
                parts[0],
                Arrays.stream(parts).skip(1).findFirst(),
                new Target.Everybody(),
                Optional.empty(),
                Optional.empty());
    }

    boolean showsIn(Es9PlusFunction asked) {
        return function.map(asked::equals).orElse(kind.functions().contains(asked));
    }

    boolean isFor(Whom whom) {
        return switch (target) {
            case Target.Everybody _ -> true;
            case Target.ForEid(var eid) -> whom.eid().filter(eid::equals).isPresent();
            case Target.ForIccid(var iccid) ->
                whom.order().map(ProfileOrder::iccid).filter(iccid::equals).isPresent();
            case Target.ForMatchingId(var matchingId) ->
                whom.matchingId().filter(matchingId::equals).isPresent();
        };
    }

    /// `retry-limit=1`.
    public String text() {
        return kind.name() + parameter.map(it -> "=" + it).orElse("");
    }
}
