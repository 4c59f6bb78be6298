/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.imgapi.cli.demo.Demo;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import picocli.CommandLine.Command;

/** The rules of docs/ARCHITECTURE.md for this module. */
@AnalyzeClasses(packages = "io.imgapi.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_THE_CLIENTS_ONLY_THROUGH_CORE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imgapi.manta..",
              "io.imgapi.triton..",
              "okhttp3..",
              "org.eclipse.jetty..",
              "java.net.http..",
              "com.jcraft..");

  @ArchTest
  static final ArchRule KNOWS_THE_SANDBOX_ONLY_FOR_ITS_COMMANDS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.imgapi.cli.command.sandbox..", "io.imgapi.cli.demo")
          .and()
          .haveNameNotMatching(
              "io\\.imgapi\\.cli\\.output\\.(SandboxText|ZoneText|Failures)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.imgapi.sandbox..");

  @ArchTest
  static final ArchRule COMMANDS_LIVE_WITH_COMMANDS =
      classes()
          .that()
          .areAnnotatedWith(Command.class)
          .should()
          .resideInAPackage("io.imgapi.cli.command..")
          .andShould()
          .haveSimpleNameEndingWith("Command");

  @ArchTest
  static final ArchRule ONLY_THE_ROOT_COMPOSES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.imgapi.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.imgapi.cli");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.imgapi.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EFFECTS_COME_FROM_MAIN =
      noClasses()
          .that()
          .areNotAssignableTo(Main.class)
          .should()
          .accessTargetWhere(called("exit|getenv|console", assignableTo(System.class)))
          .orShould()
          .accessTargetWhere(called("system.*|tick.*", assignableTo(Clock.class)))
          .orShould()
          .accessTargetWhere(called("sleep", assignableTo(Thread.class)));

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ARE_PASSED_IN =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .accessTargetWhere(called("now", resideInAPackage("java.time..")))
          .orShould()
          .accessTargetWhere(called("currentTimeMillis|nanoTime", assignableTo(System.class)))
          .orShould()
          .accessTargetWhere(called("randomUUID", assignableTo(UUID.class)))
          .orShould()
          .accessTargetWhere(called("random", assignableTo(Math.class)))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class);

  @ArchTest
  static final ArchRule OUTPUT_GOES_THROUGH_THE_SURROUNDINGS =
      noClasses()
          .should()
          .accessTargetWhere(called("out|err|in", assignableTo(System.class)))
          .orShould()
          .accessTargetWhere(called("halt|exec", assignableTo(Runtime.class)))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class);

  @ArchTest
  static final ArchRule COMMANDS_DELETE_AND_WRITE_NO_FILES =
      noClasses()
          .that()
          .areNotAssignableTo(Demo.class)
          .should()
          .accessTargetWhere(
              called(
                  "delete|deleteIfExists|move|write.*|copy|newOutputStream|newBufferedWriter",
                  assignableTo(Files.class)))
          .orShould()
          .accessTargetWhere(
              called("delete|deleteOnExit|renameTo", assignableTo(java.io.File.class)));

  @ArchTest static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule NO_DUSTY_CORNERS =
      noClasses()
          .should()
          .haveNameMatching("(?i).*(util|utils|helper|helpers|common|manager|impl)")
          .orShould()
          .resideInAnyPackage(
              "..util..", "..utils..", "..helper..", "..common..", "..manager..", "..impl..");

  private static DescribedPredicate<JavaAccess<?>> called(
      String names, DescribedPredicate<? super JavaClass> ownerPredicate) {
    return target(nameMatching(names))
        .and(target(owner(ownerPredicate)))
        .as("the member " + names + " of a class that is " + ownerPredicate.getDescription());
  }
}
