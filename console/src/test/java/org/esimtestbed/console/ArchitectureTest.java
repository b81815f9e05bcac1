package org.esimtestbed.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// Who may know whom, over the classes of all modules this one stands on.
@AnalyzeClasses(packages = "org.esimtestbed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> ROLES = List.of("ci", "euicc", "lpa", "smdpplus", "smds", "mno");

    private static String in(String role) {
        return "org.esimtestbed." + role + "..";
    }

    @ArchTest
    static void rolesMeetOnTheWireAlone(JavaClasses classes) {
        for (var role : ROLES) {
            var others = ROLES.stream()
                    .filter(other -> !other.equals(role))
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(in(role))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because(
                            "a real device knows no server's classes, and any role may be replaced by a foreign product")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule THE_DAEMON_KNOWS_THE_DEVICE_ALONE = noClasses()
            .that()
            .resideInAPackage("org.esimtestbed.lpadaemon..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROLES.stream()
                    .filter(role -> !role.equals("lpa"))
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new))
            .because("it is the device's other face, and a real one knows no server's classes either");

    @ArchTest
    static final ArchRule THE_DEVICE_NEEDS_NO_DOOR = noClasses()
            .that()
            .resideInAPackage("org.esimtestbed.lpa..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.esimtestbed.lpadaemon..", "org.esimtestbed.httpdoor..", "org.springframework..")
            .because("whoever wants an LPA in a program of their own gets no web server with it");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_CONSOLE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.esimtestbed.console..", "org.esimtestbed.bench..", "org.esimtestbed.features..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.esimtestbed.console..")
            .because("only who starts all roles knows them all");

    @ArchTest
    static final ArchRule SHARED_MODULES_KNOW_NO_ROLE = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.esimtestbed.rsp..",
                    "org.esimtestbed.profilepackage..",
                    "org.esimtestbed.httpdoor..",
                    "org.esimtestbed.rspserver..",
                    "org.esimtestbed.reports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROLES.stream().map(ArchitectureTest::in).toArray(String[]::new))
            .because("what all roles share would tie them together");

    @ArchTest
    static final ArchRule THE_LANGUAGE_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("org.esimtestbed.rsp..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are Spring, sockets, files or other modules") {
                @Override
                public boolean test(JavaClass it) {
                    var name = it.getFullName();
                    return name.startsWith("org.springframework.")
                            || name.startsWith("java.net.")
                            || name.startsWith("java.nio.file.")
                            || name.startsWith("java.nio.channels.")
                            || name.startsWith("java.io.File")
                            || name.startsWith("org.esimtestbed.") && !name.startsWith("org.esimtestbed.rsp.");
                }
            })
            .because("messages, codecs and checks run on a card, in a server and in a browser's report alike");

    @ArchTest
    static final ArchRule SPRING_STAYS_AT_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.esimtestbed..web..",
                    "org.esimtestbed..admin..",
                    "org.esimtestbed.httpdoor..",
                    "org.esimtestbed..storage..")
            .should()
            .dependOnClassesThat(
                    new DescribedPredicate<JavaClass>(
                            "are Spring beyond JdbcClient, its transactions and its exceptions") {
                        @Override
                        public boolean test(JavaClass it) {
                            var name = it.getPackageName();
                            return name.startsWith("org.springframework.")
                                    && !name.startsWith("org.springframework.jdbc.core.simple")
                                    && !name.startsWith("org.springframework.transaction.support")
                                    && !name.startsWith("org.springframework.dao");
                        }
                    })
            .because("a function of the specification reads the same under any framework");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .because("a test moves the clock, and a seeded run repeats itself");

    @ArchTest
    static final ArchRule THE_SYSTEMS_CLOCK_IS_CHOSEN_AT_THE_TOP = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.esimtestbed.console..", "org.esimtestbed.bench..", "org.esimtestbed.features..")
            .should()
            .callMethod(InstantSource.class, "system")
            .because("who starts the roles says what time it is");

    @ArchTest
    static final ArchRule RANDOMNESS_IS_GIVEN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.esimtestbed.rsp.crypto.SeededRandom")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .because("keys come from a SecureRandom, and a seeded run repeats itself");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("the reader looks for what the specification names");
}
