package org.esimtestbed.lpa.quirk;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Es10Door;
import org.esimtestbed.lpa.server.ServerDoor;
import org.esimtestbed.lpa.server.WayOut;

/// What one LPA does wrong: its doors, decorated. The quirk named last stands nearest to the honest door.
///
/// @param names  as the command line has them, with their parameters
/// @param quirks made for this LPA
public record LpaQuirks(List<String> names, List<LpaQuirk> quirks) implements WayOut {
    /// Honest.
    public static final LpaQuirks NONE = new LpaQuirks(List.of(), List.of());

    public LpaQuirks {
        names = List.copyOf(names);
        quirks = List.copyOf(quirks);
    }

    /// @param names `name` or `name=parameter`
    /// @throws IllegalArgumentException naming the quirk there is not, or the parameter it does not take
    public static LpaQuirks of(List<String> names) {
        return new LpaQuirks(names, names.stream().map(LpaQuirkCatalogue::make).toList());
    }

    /// One line for people: `honest`, or `with cancel-session=none`.
    public String summary() {
        return names.isEmpty() ? "honest" : names.stream().collect(Collectors.joining(", ", "with ", ""));
    }

    @Override
    public ServerDoor around(ServerDoor honest) {
        return wrapped(honest, door -> quirk -> switch (quirk) {
            case LetterQuirk letters -> letter -> door.post(letters.bend(letter));
            case DeliveryQuirk deliveries -> letter -> deliveries.deliver(letter, door);
            case CommandQuirk _, CardQuirk _, TrustQuirk _ -> door;
        });
    }

    public Es10Door around(Es10Door honest) {
        return wrapped(honest, door -> quirk -> switch (quirk) {
            case CommandQuirk commands -> commands.around(door);
            case LetterQuirk _, DeliveryQuirk _, CardQuirk _, TrustQuirk _ -> door;
        });
    }

    public CardChannel around(CardChannel honest) {
        return wrapped(honest, door -> quirk -> switch (quirk) {
            case CardQuirk apdus -> new QuirkyChannel(door, apdus);
            case LetterQuirk _, DeliveryQuirk _, CommandQuirk _, TrustQuirk _ -> door;
        });
    }

    @Override
    public X509TrustManager around(X509TrustManager honest) {
        return wrapped(honest, door -> quirk -> switch (quirk) {
            case TrustQuirk trust -> trust.around(door);
            case LetterQuirk _, DeliveryQuirk _, CommandQuirk _, CardQuirk _ -> door;
        });
    }

    private <D> D wrapped(D honest, Function<D, Function<LpaQuirk, D>> wrap) {
        var door = honest;
        for (var quirk : quirks.reversed()) door = wrap.apply(door).apply(quirk);
        return door;
    }
}
