package io.aitta.multijvm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.aitta.Aitta;
import io.aitta.benchmarks.BenchCommand;
import io.aitta.launcher.Main;
import io.aitta.persistence.PersistenceSettings;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows between the modules, seen from where all of them are on the class path. */
@AnalyzeClasses(locations = ModuleArrowsTest.AllModules.class)
final class ModuleArrowsTest {
  private static final Set<String> SERVER =
      Set.of("console", "http", "launcher", "load", "node", "transfer");
  private static final String[] SERVER_ROOMS = {
    "io.aitta.console..",
    "io.aitta.http..",
    "io.aitta.launcher..",
    "io.aitta.load..",
    "io.aitta.node..",
    "io.aitta.transfer.."
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
          .resideOutsideOfPackages("io.aitta.benchmarks..", "io.aitta.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.pekko.http..",
              "org.apache.pekko.persistence..",
              "org.h2..",
              "io.micrometer..",
              "picocli..",
              "ch.qos.logback..");

  @ArchTest
  static final ArchRule persistence_needsNoHttpServerAndNoCommandLine =
      noClasses()
          .that()
          .resideInAPackage("io.aitta.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.pekko.http..", "io.micrometer..", "picocli..", "ch.qos.logback..");

  @ArchTest
  static final ArchRule modules_haveNoCycles =
      slices().assignedFrom(new Modules()).should().beFreeOfCycles();

  /** Where the classes of each module are; to look through the whole class path takes a minute. */
  static final class AllModules implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
      return Stream.of(Aitta.class, PersistenceSettings.class, Main.class, BenchCommand.class)
          .map(one -> Location.of(one.getProtectionDomain().getCodeSource().getLocation()))
          .collect(toSet());
    }
  }

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
