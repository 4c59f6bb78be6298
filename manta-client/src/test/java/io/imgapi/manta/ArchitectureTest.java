/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.imgapi.manta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_IMGAPI =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imgapi.core..", "io.imgapi.cli..", "io.imgapi.triton..", "io.imgapi.sandbox..");

  @ArchTest
  static final ArchRule EFFECTS_ARE_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveSimpleName("SystemEffects")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule FAILURES_AND_KEYS_DO_NOT_KNOW_THE_CLIENT =
      noClasses()
          .that()
          .resideInAnyPackage("io.imgapi.manta.error", "io.imgapi.manta.key")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.imgapi.manta", "okhttp3..");
}
