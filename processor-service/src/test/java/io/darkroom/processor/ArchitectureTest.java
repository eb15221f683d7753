package io.darkroom.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.darkroom.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule imageCodeRunsInWorkersOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.darkroom.vips..", "io.darkroom.processors..", "javax.imageio..");

    @ArchTest
    static final ArchRule nativeCodeIsCalledOnlyToHideOwnMemory = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.darkroom.processor.worker.OwnMemory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    @ArchTest
    static final ArchRule theStoreIsReachedThroughItsPort =
            noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.darkroom.upload..", "io.darkroom.ingest..", "io.darkroom.stats..");

    @ArchTest
    static final ArchRule workersKnowNothingOfKafka = noClasses()
            .that()
            .resideInAPackage("..worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.darkroom.processor.(*)..").should().beFreeOfCycles();
}
