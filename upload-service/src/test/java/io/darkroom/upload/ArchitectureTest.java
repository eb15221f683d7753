package io.darkroom.upload;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.darkroom.upload", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.darkroom..")
                    .and(not(resideInAnyPackage(
                            "io.darkroom.upload..",
                            "io.darkroom.events..",
                            "io.darkroom.store..",
                            "io.darkroom.support.."))));

    @ArchTest
    static final ArchRule REACHES_S3_AND_KAFKA_ONLY_THROUGH_THEIR_PORTS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule LEAVES_THE_PARSING_OF_FORMS_TO_ONE_CLASS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.FormFiles(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.fileupload2..");

    @ArchTest
    static final ArchRule TOUCHES_NO_FILES = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER = slices().matching("io.darkroom.upload.(*)..")
            .should()
            .notDependOnEachOther()
            // Images in pieces go the one way in.
            .ignoreDependency(resideInAPackage("..resumable.."), resideInAPackage("..intake.."));
}
