package io.darkroom.stats;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.darkroom.stats", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule sqlStandsInRepositoriesOnly = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .resideInAPackage("io.darkroom.stats..")
            .and()
            // Opens connections and says nothing on them.
            .resideOutsideOfPackage("io.darkroom.stats.database")
            .and()
            .areTopLevelClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..");

    @ArchTest
    static final ArchRule theServiceKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.darkroom.stats..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.darkroom..")
                    .and(not(resideInAnyPackage(
                            "io.darkroom.stats..", "io.darkroom.events", "io.darkroom.store", "io.darkroom.support"))));

    @ArchTest
    static final ArchRule onlyTheIntakeAndWhatMeasuresItsTopicsKnowKafka = noClasses()
            .that()
            .resideInAPackage("io.darkroom.stats..")
            .and()
            .resideOutsideOfPackages(
                    "io.darkroom.stats.intake", "io.darkroom.stats.freshness", "io.darkroom.stats.backlog")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.darkroom.stats.(*)..").should().beFreeOfCycles();
}
