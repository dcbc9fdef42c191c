package io.aitta.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The arrows between the rooms of the store go one way, and only its plugins know Pekko. */
@AnalyzeClasses(locations = PersistenceArchitectureTest.ThisModule.class)
class PersistenceArchitectureTest {
  @ArchTest
  static final ArchRule arrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("plugins")
          .definedBy("io.aitta.persistence.mvstore")
          .layer("store")
          .definedBy("io.aitta.persistence.store")
          .layer("table")
          .definedBy("io.aitta.persistence.table")
          .layer("file")
          .definedBy("io.aitta.persistence.file")
          .whereLayer("plugins")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("plugins")
          .whereLayer("table")
          .mayOnlyBeAccessedByLayers("store", "plugins")
          .whereLayer("file")
          .mayOnlyBeAccessedByLayers("table", "store", "plugins");

  @ArchTest
  static final ArchRule store_knowsNoFramework =
      classes()
          .that()
          .resideInAnyPackage(
              "io.aitta.persistence.store",
              "io.aitta.persistence.table",
              "io.aitta.persistence.file")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.aitta.persistence.store",
              "io.aitta.persistence.table",
              "io.aitta.persistence.file",
              "org.h2..",
              "org.slf4j",
              "java..");

  @ArchTest
  static final ArchRule names_sayWhatLivesThere =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  /** Where its classes are. */
  static final class ThisModule implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
      return Set.of(
          Location.of(
              PersistenceSettings.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }
}
