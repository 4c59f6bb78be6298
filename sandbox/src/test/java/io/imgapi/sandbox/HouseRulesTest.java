/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What keeps the room in order. */
@AnalyzeClasses(
    packages = "io.imgapi.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule DEPENDS_ON_NO_OTHER_ROOM =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.imgapi.manta..", "io.imgapi.triton..", "io.imgapi.core..", "io.imgapi.cli.."))
          .because("a misreading shared with the clients would hide itself");

  @ArchTest
  static final ArchRule STORE_AND_AUTH_KNOW_NO_HTTP_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage("..store..", "..auth..", "..account..", "..fault..", "..zone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "io.imgapi.sandbox.manta..");

  @ArchTest
  static final ArchRule IMGAPI_COULD_BE_A_MODULE =
      noClasses()
          .that()
          .resideInAPackage("io.imgapi.sandbox.imgapi")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.imgapi.sandbox..")
                  .and(not(resideInAPackage("io.imgapi.sandbox.imgapi")))
                  .and(not(resideInAPackage("io.imgapi.sandbox.account")))
                  .and(not(equivalentTo(SandboxException.class)))
                  .and(not(equivalentTo(SandboxException.Reason.class))))
          .because("of the sandbox it needs how a public key is read, and how failures are told");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.imgapi.sandbox.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_EXITS =
      noClasses().should().callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule TIME_IS_PASSED_IN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule SLEEP_HAS_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.imgapi.sandbox.effect")
          .should()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule NO_DUSTY_CORNERS =
      noClasses()
          .should()
          .haveNameMatching("(?i).*(util|utils|helper|common|manager|impl)")
          .orShould()
          .resideInAnyPackage("..util..", "..helper..", "..common..", "..impl..");
}
