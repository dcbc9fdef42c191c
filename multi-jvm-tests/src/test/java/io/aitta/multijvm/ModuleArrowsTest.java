package io.aitta.multijvm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** The arrows between the modules, seen from where all of them are on the class path. */
@AnalyzeClasses(packages = "io.aitta", importOptions = DoNotIncludeTests.class)
final class ModuleArrowsTest {
  private static final Set<String> SERVER = Set.of("console", "http", "launcher", "load", "node");
  private static final String[] SERVER_ROOMS = {
    "io.aitta.console..",
    "io.aitta.http..",
    "io.aitta.launcher..",
    "io.aitta.load..",
    "io.aitta.node.."
  };

  @ArchTest
  static final ArchRule cacheActors_knowNeitherServerNorJournalNorBenchmarks =
      noClasses()
          .that()
          .resideOutsideOfPackages(SERVER_ROOMS)
          .and()
          .resideOutsideOfPackages("io.aitta.benchmarks..", "io.aitta.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER_ROOMS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.aitta.benchmarks..", "io.aitta.persistence..");

  @ArchTest
  static final ArchRule persistence_knowsNeitherServerNorBenchmarks =
      noClasses()
          .that()
          .resideInAPackage("io.aitta.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER_ROOMS)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.aitta.benchmarks..");

  @ArchTest
  static final ArchRule server_knowsNoBenchmarks =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER_ROOMS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.aitta.benchmarks..");

  @ArchTest
  static final ArchRule cacheActors_needNoHttpNoJacksonServerAndNoCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackages(SERVER_ROOMS)
          .and()
          .resideOutsideOfPackage("io.aitta.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.pekko.http..",
              "org.apache.pekko.persistence..",
              "io.micrometer..",
              "picocli..",
              "ch.qos.logback..");

  @ArchTest
  static final ArchRule modules_haveNoCycles =
      slices().assignedFrom(new Modules()).should().beFreeOfCycles();

  private static final class Modules implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String[] rooms = javaClass.getPackageName().split("\\.", -1);
      String room = rooms.length > 2 ? rooms[2] : "";
      if (SERVER.contains(room)) {
        return SliceIdentifier.of("http-api");
      }
      boolean ownModule = Set.of("benchmarks", "persistence").contains(room);
      return SliceIdentifier.of(ownModule ? room : "cache-actors");
    }

    @Override
    public String getDescription() {
      return "modules";
    }
  }
}
