package io.darkroom.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.darkroom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theServiceKnowsTheContractsAndNoOtherService = classes()
            .that()
            .resideInAPackage("io.darkroom.ingest..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.darkroom.ingest..",
                    "io.darkroom.events",
                    "io.darkroom.store",
                    "io.darkroom.support",
                    "io.micrometer.core..",
                    "jakarta.validation..",
                    "java..",
                    "org.apache.kafka..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule theStoreIsReachedThroughItsPort = noClasses()
            .that()
            .resideInAPackage("io.darkroom.ingest..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("S3");

    @ArchTest
    static final ArchRule whatBecomesOfAnImageDoesNotKnowHowTheTopicIsConsumed = noClasses()
            .that()
            .resideInAPackage("io.darkroom.ingest.image")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.darkroom.ingest.intake", "org.springframework.kafka.listener..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.darkroom.ingest.(*)..").should().beFreeOfCycles();
}
