package org.esimtestbed.euicc.door.smartcardio;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import javax.smartcardio.TerminalFactory;
import org.esimtestbed.euicc.door.Card;
import org.jspecify.annotations.Nullable;

/// A provider of terminals with cards of this JVM in them. Ask [#terminals] for the factory.
public final class TestbedProvider extends Provider {
    public static final String TYPE = "EsimTestbed";
    private static final long serialVersionUID = 1L;
    private static final String SERVICE = "TerminalFactory";

    public TestbedProvider() {
        super(TYPE, "1.0", "eUICCs of the esim-testbed");
        putService(new Terminals(this));
    }

    /// A factory whose terminals hold those cards, each in a reader of that name.
    public static TerminalFactory terminals(Map<String, Card> cards) {
        try {
            return TerminalFactory.getInstance(TYPE, Map.copyOf(cards), new TestbedProvider());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this provider has the type " + TYPE, e);
        }
    }

    private static final class Terminals extends Service {
        Terminals(Provider provider) {
            super(provider, SERVICE, TYPE, TestbedTerminals.class.getName(), List.of(), Map.of());
        }

        @Override
        public Object newInstance(@Nullable Object cards) {
            if (!(cards instanceof Map<?, ?> named)) throw new IllegalArgumentException("a map of names to cards");
            return new TestbedTerminals(named);
        }
    }
}
