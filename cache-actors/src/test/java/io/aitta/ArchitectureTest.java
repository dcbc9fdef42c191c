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
import java.util.Set;

/** The arrows between the rooms of the cache go one way, and the core stays plain Java. */
@AnalyzeClasses(locations = ArchitectureTest.ThisModule.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule core_knowsNoFrameworkAndNoWire =
      classes()
          .that()
          .resideInAPackage("io.aitta.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.aitta.core..", "java..");

  @ArchTest
  static final ArchRule core_hasNoClockNoThreadNoRandomnessOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage("io.aitta.core..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class)
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static final ArchRule gatewayPort_knowsNoFramework =
      classes()
          .that()
          .resideInAPackage("io.aitta.gateway..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.aitta.gateway..", "io.aitta.core..", "java..");

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices().matching("io.aitta.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreArrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("io.aitta.core.model")
          .layer("reply")
          .definedBy("io.aitta.core.reply")
          .layer("operation")
          .definedBy("io.aitta.core.operation")
          .layer("partition")
          .definedBy("io.aitta.core.partition")
          .layer("replication")
          .definedBy("io.aitta.core.replication..")
          .whereLayer("replication")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("partition")
          .mayOnlyBeAccessedByLayers("replication")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("partition", "replication")
          .whereLayer("reply")
          .mayOnlyBeAccessedByLayers("operation", "partition", "replication");

  @ArchTest
  static final ArchRule replicationArrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("configuration")
          .definedBy("io.aitta.core.replication.configuration")
          .layer("history")
          .definedBy("io.aitta.core.replication.history")
          .layer("catchup")
          .definedBy("io.aitta.core.replication.catchup")
          .layer("protocol")
          .definedBy("io.aitta.core.replication.protocol")
          .layer("primary")
          .definedBy("io.aitta.core.replication.primary")
          .layer("roles")
          .definedBy("io.aitta.core.replication")
          .whereLayer("roles")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("primary")
          .mayOnlyBeAccessedByLayers("roles")
          .whereLayer("protocol")
          .mayOnlyBeAccessedByLayers("primary", "roles")
          .whereLayer("catchup")
          .mayOnlyBeAccessedByLayers("protocol", "primary", "roles")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("catchup", "protocol", "primary", "roles");

  @ArchTest
  static final ArchRule registerArrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("io.aitta.core.register.model")
          .layer("message")
          .definedBy("io.aitta.core.register.message")
          .layer("voting")
          .definedBy("io.aitta.core.register.voter")
          .layer("asking")
          .definedBy("io.aitta.core.register.proposer")
          .layer("disk")
          .definedBy("io.aitta.voter")
          .whereLayer("message")
          .mayOnlyBeAccessedByLayers("voting", "asking")
          .whereLayer("voting")
          .mayOnlyBeAccessedByLayers("disk")
          .whereLayer("asking")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("disk")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule voterStorage_knowsNoFramework =
      classes()
          .that()
          .resideInAPackage("io.aitta.voter..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.aitta.voter..", "io.aitta.core.register..", "java..");

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

  /** Where its classes are; to look through the whole class path takes most of a minute. */
  static final class ThisModule implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
      return Set.of(Location.of(Aitta.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }
}
