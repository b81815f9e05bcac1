package org.esimtestbed.smds;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.trace.Tracer;

/// Settings of an SM-DS with something else than a test usually has.
public final class TestSettings {
    private TestSettings() {}

    public static SmDsSettings with(SmDsSettings it, SmDsPolicy policy) {
        return new SmDsSettings(
                it.host(),
                it.identities(),
                it.es12Port(),
                it.root(),
                it.cis(),
                it.databaseUrl(),
                policy,
                it.operation(),
                it.crypto(),
                it.clock(),
                it.tracer());
    }

    /// An Alternative.
    public static SmDsSettings under(SmDsSettings it, String root) {
        return new SmDsSettings(
                it.host(),
                it.identities(),
                it.es12Port(),
                Optional.of(root),
                it.cis(),
                it.databaseUrl(),
                it.policy(),
                it.operation(),
                it.crypto(),
                it.clock(),
                it.tracer());
    }

    public static SmDsSettings with(SmDsSettings it, List<DsIdentity> identities, List<Certificate> cis) {
        return new SmDsSettings(
                it.host(),
                identities,
                it.es12Port(),
                it.root(),
                cis,
                it.databaseUrl(),
                it.policy(),
                it.operation(),
                it.crypto(),
                it.clock(),
                it.tracer());
    }

    public static SmDsSettings on(SmDsSettings it, String databaseUrl) {
        return new SmDsSettings(
                it.host(),
                it.identities(),
                it.es12Port(),
                it.root(),
                it.cis(),
                databaseUrl,
                it.policy(),
                it.operation(),
                it.crypto(),
                it.clock(),
                it.tracer());
    }

    public static SmDsSettings traced(SmDsSettings it, Tracer tracer) {
        return new SmDsSettings(
                it.host(),
                it.identities(),
                it.es12Port(),
                it.root(),
                it.cis(),
                it.databaseUrl(),
                it.policy(),
                it.operation(),
                it.crypto(),
                it.clock(),
                tracer);
    }
}
