package org.esimtestbed.features;

import io.cucumber.java.AfterAll;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.mno.es2plus.Es2Plus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.opentest4j.TestAbortedException;

/// The embedded target: one ecosystem on free ports for the whole run, started when the first scenario asks for it,
/// and beside it a CI that nobody in it trusts.
public final class SharedEcosystem implements AutoCloseable {
    /// The generic type without the optional file EF.GID1.
    static final String WITHOUT_GID1 = "generic-without-gid1";

    static final String OPERATOR = "esim-testbed-operator";
    static final InstantSource CLOCK = InstantSource.system();
    static final Crypto CRYPTO = Crypto.standard();

    /// The published profiles, by their file names without ending.
    private static final List<String> PUBLISHED =
            List.of("TS48-V7.0-SAIP2.3-BERTLV-SUCI", "TS48V1-A-UNIQUE", "TS48V1-B-UNIQUE");

    private static final AtomicInteger EUICCS = new AtomicInteger();
    private static final AtomicInteger SUBSCRIBERS = new AtomicInteger();
    private static SharedEcosystem running;
    private static SharedEcosystem underPublishedCi;

    private final RunFolder folder;
    private final List<ChosenProfile> profiles;
    private final OperatorCallbacks callbacks = new OperatorCallbacks();
    private final Ecosystem ecosystem;
    private final OperatorApi operator;
    private final TestPki foreignPki;

    private SharedEcosystem(String name, Consumer<TestPki> issue) {
        folder = RunFolder.lock(Path.of("target", name));
        folder.empty();
        issue.accept(new TestPki(new PkiFolder(folder.path().resolve("pki"), CRYPTO), CRYPTO, CLOCK));
        profiles = Stream.concat(
                        Stream.of(
                                ChosenProfile.generic(),
                                ChosenProfile.provisioning(),
                                ChosenProfile.withPin(),
                                withoutGid1(),
                                withRule(PolicyRule.PPR1),
                                withRule(PolicyRule.PPR2)),
                        PUBLISHED.stream().flatMap(SharedEcosystem::published))
                .toList();
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder.path(),
                Ports.anyFree(),
                profiles,
                Personality.honest(EuiccSettings.standard()),
                CRYPTO,
                CLOCK,
                callbacks));
        operator = new OperatorApi(ecosystem.operatorUri());
        foreignPki = new TestPki(new PkiFolder(folder.path().resolve("foreign-pki"), CRYPTO), CRYPTO, CLOCK);
        foreignPki.init(Curve.NIST_P256);
    }

    static synchronized SharedEcosystem running() {
        if (running == null) running = new SharedEcosystem("ecosystem", pki -> pki.init(Curve.NIST_P256));
        return running;
    }

    /// Another one, whose CI, EUM and SM-DP+ have the published keys of SGP.26. Skips the scenario where the corpus is
    /// absent.
    static synchronized SharedEcosystem underPublishedCi() {
        var published =
                Corpus.path("sgp26/CERT_CI_ECDSA_NIST.der").toAbsolutePath().getParent();
        if (underPublishedCi == null) {
            underPublishedCi =
                    new SharedEcosystem("ecosystem-sgp26", pki -> pki.importSgp26(published, Curve.NIST_P256));
        }
        return underPublishedCi;
    }

    @AfterAll
    public static synchronized void stop() {
        if (running != null) running.close();
        if (underPublishedCi != null) underPublishedCi.close();
        running = null;
        underPublishedCi = null;
    }

    private static ChosenProfile withoutGid1() {
        var generic = ChosenProfile.generic();
        return as(WITHOUT_GID1, without(generic.type().template(), "opt-usim", "ef-gid1"), generic);
    }

    /// The generic type as `generic-ppr1` or `generic-ppr2`, of an owner that may have such rules.
    private static ChosenProfile withRule(PolicyRule rule) {
        var generic = ChosenProfile.generic();
        var type = generic.type();
        var plain = type.appearance();
        var appearance = new Appearance(
                plain.serviceProviderName(),
                plain.profileName(),
                plain.icon(),
                plain.profileClass(),
                plain.notifications(),
                Optional.of(OperatorId.of("001", "01")),
                Set.of(rule));
        var name = "generic-" + rule.name().toLowerCase(Locale.ROOT);
        return new ChosenProfile(
                new ProfileType(name, type.template(), appearance, type.protection()), generic.testKey());
    }

    private static ProfilePackage without(ProfilePackage template, String element, String field) {
        var found = template.elements().stream()
                .filter(it -> it.name().equals(element))
                .findFirst()
                .orElseThrow();
        var sequence = (Value.Sequence) found.value();
        var kept = new ArrayList<>(sequence.fields());
        if (!kept.removeIf(it -> it.name().equals(field))) throw new IllegalStateException("there is no " + field);
        var tag = sequence.tlv().tag();
        return template.with(new ProfileElement(found.index(), element, Value.Sequence.of(tag, kept)));
    }

    // Where the corpus is absent the scenarios that ask for it are skipped, and this type is not there.
    private static Stream<ChosenProfile> published(String name) {
        try {
            var chosen = ChosenProfile.fromFile(Corpus.path("profiles/" + name + ".der"));
            return Stream.of(as(name, chosen.type().template(), chosen));
        } catch (TestAbortedException absent) {
            return Stream.empty();
        }
    }

    private static ChosenProfile as(String name, ProfilePackage template, ChosenProfile chosen) {
        var type = chosen.type();
        return new ChosenProfile(
                new ProfileType(name, template, type.appearance(), type.protection()), chosen.testKey());
    }

    /// A profile type of the SM-DP+; one of the corpus skips the scenario where the corpus is absent.
    ChosenProfile profile(String type) {
        if (PUBLISHED.contains(type)) Corpus.path("profiles/" + type + ".der");
        return profiles.stream()
                .filter(it -> it.type().name().equals(type))
                .findFirst()
                .orElseThrow();
    }

    Ecosystem ecosystem() {
        return ecosystem;
    }

    RunningSmDpPlus smdp() {
        return ecosystem.smdp().orElseThrow();
    }

    OperatorApi operator() {
        return operator;
    }

    OperatorCallbacks callbacks() {
        return callbacks;
    }

    TestPki pki() {
        return ecosystem.pki();
    }

    /// A whole PKI under another CI.
    TestPki foreignPki() {
        return foreignPki;
    }

    Eid newEid() {
        return Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(EUICCS.incrementAndGet()));
    }

    /// From a pool the operator does not use.
    Iccid newIccid() {
        return Iccid.withLuhnDigit("89882118" + "%010d".formatted(SUBSCRIBERS.incrementAndGet()));
    }

    URI es2Plus() {
        return URI.create("https://localhost:" + smdp().es2Port());
    }

    URI es9Plus() {
        return URI.create("https://localhost:" + smdp().es9Port());
    }

    Credential operatorCredential() {
        return pki().folder().read(TestPki.OPERATOR_TLS_NAME);
    }

    /// ES2+ as the operator calls it, or somebody with another credential.
    Es2Plus es2Plus(Credential credential, Tracer tracer) {
        var tls = MutualTls.context(credential, List.of(pki().folder().readCertificate(PkiFolder.CI)));
        return new Es2Plus(es2Plus(), OPERATOR, tls, tracer, CLOCK);
    }

    /// What a device trusts that knows the foreign CI only.
    CertificateChain foreignTrust() {
        var ci = foreignPki.folder().readCertificate(PkiFolder.CI);
        return new CertificateChain(CRYPTO, CLOCK, List.of(ci), RevocationList.EMPTY);
    }

    @Override
    public void close() {
        operator.close();
        ecosystem.close();
        folder.close();
    }
}
