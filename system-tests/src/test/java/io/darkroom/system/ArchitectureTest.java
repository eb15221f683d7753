package io.darkroom.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The borders between modules.
class ArchitectureTest {

    private static final Path ROOT = Path.of("..");

    private static JavaClasses product;

    @BeforeAll
    static void readEveryModule() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                4,
                (path, attributes) -> attributes.isDirectory() && path.endsWith(Path.of("target", "classes")))) {
            product = new ClassFileImporter().importPaths(files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "events",
        "store",
        "processor.api",
        "vips",
        "support",
        "upload",
        "ingest",
        "processor",
        "stats",
        "processors"
    })
    void everyModuleIsLookedAt(String module) {
        assertThat(product).anyMatch(type -> type.getPackageName().startsWith("io.darkroom." + module));
    }

    @Test
    void servicesDoNotKnowEachOther() {
        List<String> services = List.of(
                "io.darkroom.upload..",
                "io.darkroom.ingest..",
                "io.darkroom.stats..",
                "io.darkroom.processor.intake..",
                "io.darkroom.processor.pipeline..",
                "io.darkroom.processor.worker..",
                "io.darkroom.processor.result..");
        for (String service : services.subList(0, 3)) {
            String[] others =
                    services.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(product);
            noClasses()
                    .that()
                    .resideInAnyPackage(services.subList(3, services.size()).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(service)
                    .check(product);
        }
    }

    @Test
    void contractsNeedNothingOfTheServicesNorSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("io.darkroom.events..", "io.darkroom.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.darkroom.support..")
                .check(product);
    }

    @Test
    void imageCodeNeedsTheJdkOnlyAndModelsTheirRuntime() {
        String models = "io.darkroom.processors.onnx..";
        noClasses()
                .that()
                .resideInAnyPackage("io.darkroom.processor.api..", "io.darkroom.vips..", "io.darkroom.processors..")
                .and()
                .resideOutsideOfPackage(models)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "javax.imageio..",
                        "org.jspecify..",
                        "io.darkroom.processor.api..",
                        "io.darkroom.vips..",
                        "io.darkroom.processors..")
                .check(product);
        noClasses()
                .that()
                .resideInAPackage(models)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "ai.onnxruntime..",
                        "io.darkroom.processor.api..",
                        "io.darkroom.vips..",
                        "io.darkroom.processors..")
                .check(product);
    }

    @Test
    void onlyLibvipsTouchesNativeCodeAndTheOneClassThatHidesOurMemory() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.darkroom.vips..")
                .and()
                .doNotHaveFullyQualifiedName("io.darkroom.processor.worker.OwnMemory")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(product);
    }

    @Test
    void onlyTheStoreKnowsTheS3ClientAndOfTheRestOfAwsOnlyTheDatabaseLogin() {
        String[] services = {
            "io.darkroom.upload..",
            "io.darkroom.ingest..",
            "io.darkroom.processor..",
            "io.darkroom.stats..",
            "io.darkroom.support.."
        };
        noClasses()
                .that()
                .resideInAnyPackage(services)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.s3..")
                .check(product);
        noClasses()
                .that()
                .resideInAnyPackage(services)
                .and()
                .resideOutsideOfPackage("io.darkroom.stats.database..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(product);
    }

    @Test
    void sqlStandsInRepositoriesOnlyAndConnectionsAreOpenedInOnePackage() {
        noClasses()
                .that()
                .resideInAPackage("io.darkroom.stats..")
                .and()
                .haveSimpleNameNotContaining("Repository")
                .and()
                .resideOutsideOfPackage("io.darkroom.stats.database..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(product);
        noClasses()
                .that()
                .resideInAPackage("io.darkroom.stats..")
                .and()
                .haveSimpleNameNotContaining("Repository")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core..")
                .check(product);
    }
}
