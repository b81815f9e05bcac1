package org.esimtestbed.smdpplus.web;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.operator.Operators;
import org.jspecify.annotations.Nullable;

/// The TLS of ES2+: lets in what the CIs have issued, and the certificates operators have brought along. Of these
/// more may come while the server runs.
final class Es2Trust implements Supplier<SSLContext> {
    private record Trusting(Set<Certificate> brought, Supplier<SSLContext> context) {}

    private final SmDpPlusSettings settings;
    private final Operators operators;
    private volatile @Nullable Trusting current;

    Es2Trust(SmDpPlusSettings settings, Operators operators) {
        this.settings = settings;
        this.operators = operators;
    }

    @Override
    public SSLContext get() {
        var brought = operators.certificates();
        var it = current;
        if (it == null || !it.brought().equals(brought)) {
            it = new Trusting(brought, context(brought));
            current = it;
        }
        return it.context().get();
    }

    private Supplier<SSLContext> context(Set<Certificate> brought) {
        List<Certificate> trusted =
                Stream.concat(settings.cis().stream(), brought.stream()).toList();
        return settings.identity().tls().context(trusted, settings.crypto(), settings.clock());
    }
}
