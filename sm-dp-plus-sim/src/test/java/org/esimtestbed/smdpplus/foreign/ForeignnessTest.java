package org.esimtestbed.smdpplus.foreign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Whether what is foreign is.
@AnalyzeClasses(packages = "org.esimtestbed.smdpplus.foreign")
class ForeignnessTest {
    @ArchTest
    static final ArchRule FOREIGN_CODE_SHARES_NOTHING_WITH_THE_SERVER = noClasses()
            .that()
            .doNotHaveSimpleName("SmDpPlusUnderTest")
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to the testbed") {
                @Override
                public boolean test(JavaClass it) {
                    var name = it.getPackageName();
                    return name.startsWith("org.esimtestbed.")
                            && !name.equals("org.esimtestbed.smdpplus.foreign")
                            && !name.equals("org.esimtestbed.corpus");
                }
            })
            .because("a misreading of the specification that server and client share would show on neither side");
}
