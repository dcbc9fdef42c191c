package io.aitta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import io.aitta.launcher.Main;
import java.util.Set;

/** The arrows between the rooms of the server go one way. */
@AnalyzeClasses(locations = ServerArchitectureTest.ThisModule.class)
class ServerArchitectureTest {
  @ArchTest
  static final ArchRule arrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("launcher")
          .definedBy("io.aitta.launcher..")
          .layer("node")
          .definedBy("io.aitta.node..")
          .layer("load")
          .definedBy("io.aitta.load..")
          .layer("transfer")
          .definedBy("io.aitta.transfer..")
          .layer("http")
          .definedBy("io.aitta.http..")
          .layer("console")
          .definedBy("io.aitta.console..")
          .whereLayer("launcher")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("node")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("load")
          .mayOnlyBeAccessedByLayers("launcher", "transfer")
          .whereLayer("transfer")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("console")
          .mayOnlyBeAccessedByLayers("launcher", "node", "load", "transfer");

  @ArchTest
  static final ArchRule rest_knowsTheClusterByItsPortsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.aitta.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.aitta.catalog..",
              "io.aitta.directory..",
              "io.aitta.embedded..",
              "io.aitta.join..",
              "io.aitta.link..",
              "io.aitta.protocol..",
              "io.aitta.replica..",
              "io.aitta.routing..",
              "io.aitta.wire..",
              "org.apache.pekko.cluster..");

  @ArchTest
  static final ArchRule onlyRest_knowsHttpOfPekko =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.aitta.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pekko.http..");

  @ArchTest
  static final ArchRule clients_knowNothingOfTheServer =
      classes()
          .that()
          .resideInAnyPackage("io.aitta.load..", "io.aitta.transfer..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("org.apache.pekko..", "io.aitta.core..", "io.aitta.gateway..");

  @ArchTest
  static final ArchRule commandLine_isTheLaunchersSecret =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.aitta.http..", "io.aitta.node..", "io.aitta.load..", "io.aitta.transfer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices().matching("io.aitta.(**)").should().beFreeOfCycles();

  /** Where its classes are; to look through the whole class path takes most of a minute. */
  static final class ThisModule implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
      return Set.of(Location.of(Main.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }
}
