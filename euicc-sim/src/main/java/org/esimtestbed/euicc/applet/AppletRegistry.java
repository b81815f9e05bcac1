package org.esimtestbed.euicc.applet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.esimtestbed.euicc.applet.AppletProvider.Module;
import org.esimtestbed.euicc.applet.AppletProvider.PackageVersion;
import org.esimtestbed.euicc.runtime.JavaCardInstance;
import org.esimtestbed.profilepackage.element.ApplicationInstance;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The Java Card packages and applets a card knows.
public final class AppletRegistry {
    // The libraries of the runtime itself (Java Card 3.0.5 API, package AIDs and versions).
    private static final Map<Aid, PackageVersion> LIBRARIES = Map.of(
            Aid.of("A0000000620001"), new PackageVersion(1, 0), // java.lang
            Aid.of("A0000000620101"), new PackageVersion(1, 6), // javacard.framework
            Aid.of("A0000000620102"), new PackageVersion(1, 6), // javacard.security
            Aid.of("A0000000620201"), new PackageVersion(1, 6)); // javacardx.crypto

    private final Map<Aid, PackageVersion> packages = new HashMap<>(LIBRARIES);
    private final Map<Aid, Module> modules = new HashMap<>();

    private AppletRegistry(Iterable<AppletProvider> providers) {
        for (var provider : providers) {
            packages.put(provider.packageAid(), provider.version());
            for (var module : provider.modules()) {
                var before = modules.put(module.aid(), module);
                if (before != null && before.type() != module.type()) {
                    throw new IllegalArgumentException("two applets have the AID " + module.aid() + ": "
                            + before.type().getName() + " and " + module.type().getName());
                }
            }
        }
    }

    /// What the class path offers, looked up once for all cards.
    ///
    /// @throws ExceptionInInitializerError if two applets have one AID
    public static AppletRegistry onClassPath() {
        return ClassPath.REGISTRY;
    }

    private static final class ClassPath {
        static final AppletRegistry REGISTRY =
                new AppletRegistry(ServiceLoader.load(AppletProvider.class, AppletRegistry.class.getClassLoader()));
    }

    public static AppletRegistry of(List<AppletProvider> providers) {
        return new AppletRegistry(providers);
    }

    /// Whether a package is here, of a version that serves.
    ///
    /// @param version 2 octets, major and minor
    public boolean serves(Aid packageAid, Bytes version) {
        var here = packages.get(packageAid);
        return here != null && version.size() == 2 && here.serves(new PackageVersion(version.at(0), version.at(1)));
    }

    public boolean hasPackage(Aid packageAid) {
        return packages.containsKey(packageAid);
    }

    public boolean hasModule(Aid module) {
        return modules.containsKey(module);
    }

    /// The instances a card is to run for a Profile. One that is only installed, or locked, is not selectable and does
    /// not run (GlobalPlatform Card Specification §5.3).
    public List<JavaCardInstance> instances(List<ApplicationInstance> applications) {
        var instances = new ArrayList<JavaCardInstance>();
        for (var application : applications) {
            boolean isSelectable = (application.lifeCycleState() & 0x87) == 0x07;
            var module = Optional.ofNullable(modules.get(new Aid(application.classAid())));
            if (!isSelectable || module.isEmpty()) continue;
            instances.add(new JavaCardInstance(
                    new Aid(application.instanceAid()), module.get().type(), installParameters(application)));
        }
        return List.copyOf(instances);
    }

    /// What `install` gets (GlobalPlatform Card Specification §11.5.2.3.7): instance AID, privileges and application
    /// specific parameters, each behind its length.
    static Bytes installParameters(ApplicationInstance application) {
        return Bytes.concat(
                withLength(application.instanceAid()),
                withLength(application.privileges()),
                withLength(application.applicationSpecificParameters()));
    }

    /// How many octets `install` would get.
    public static int installParametersSize(ApplicationInstance application) {
        return installParameters(application).size();
    }

    private static Bytes withLength(Bytes value) {
        return Bytes.of(value.size()).plus(value);
    }
}
