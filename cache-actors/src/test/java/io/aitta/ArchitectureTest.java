package io.aitta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the cache go one way, and the core stays plain Java. */
@AnalyzeClasses(packages = "io.aitta", importOptions = DoNotIncludeTests.class)
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
}
