package org.esimtestbed.euicc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.esimtestbed.euicc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_THE_LANGUAGE_AND_PROFILES = noClasses()
            .that()
            .resideInAPackage("org.esimtestbed.euicc..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "org.esimtestbed.euicc..",
                    "org.esimtestbed.rsp..",
                    "org.esimtestbed.profilepackage..",
                    "com.licel.jcardsim..",
                    "javacard.framework..",
                    "uicc.toolkit..",
                    "java..",
                    "javax.crypto..",
                    "javax.smartcardio..",
                    "jdk.net..",
                    "org.jspecify..")
            .because("roles meet on the wire: the card knows no other role, and neither Spring nor a database");

    @ArchTest
    static final ArchRule JAVA_CARD_STAYS_IN_THE_RUNTIME = noClasses()
            .that()
            .resideOutsideOfPackages("..euicc.runtime..", "..euicc.applet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.licel..", "javacard..")
            .because("applets are thin adapters; what a card does is plain Java");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("many cards live in one JVM and must not see one another");

    @ArchTest
    static final ArchRule THE_OPERATING_SYSTEM_KNOWS_NO_APPLICATION = classes()
            .that()
            .resideInAPackage("..euicc.runtime..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..euicc.runtime..",
                    "org.esimtestbed.rsp..",
                    "com.licel..",
                    "javacard..",
                    "uicc.toolkit..",
                    "java..",
                    "org.jspecify..")
            .because("whatever is selectable comes to it as an Application");
}
