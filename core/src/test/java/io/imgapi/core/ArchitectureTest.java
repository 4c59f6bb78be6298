/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import com.tngtech.archunit.lang.CompositeArchRule;
import io.imgapi.core.host.HttpServicePing;
import io.imgapi.core.host.LocalFiles;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.TerminalEditor;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** The rules of docs/ARCHITECTURE.md for this module. */
@AnalyzeClasses(packages = "io.imgapi.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Rooms that do one job for the operator; all others serve them. */
  private static final String[] FEATURES = {
    "backup",
    "restore",
    "verify",
    "keys",
    "health",
    "logs",
    "configedit",
    "provision",
    "mantasetup",
    "setup",
    "attach",
    "authkeys",
    "certificate"
  };

  @ArchTest
  static final ArchRule KNOWS_NEITHER_COMMAND_LINE_NOR_TERMINAL_NOR_SANDBOX =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imgapi.cli..", "io.imgapi.sandbox..", "picocli..", "org.jline..", "java.awt..");

  @ArchTest
  static final ArchRule KNOWS_NO_HTTP_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..", "org.eclipse.jetty..", "java.net.http..");

  @ArchTest
  static final ArchRule HTTP_IS_SPOKEN_BY_ONE_ADAPTER =
      noClasses()
          .that()
          .areNotAssignableTo(HttpServicePing.class)
          .and()
          .resideOutsideOfPackage("io.imgapi.core.ssh")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Http.*|Socket|ServerSocket|URLConnection)");

  /** Whoever works on a machine sees the port; only the composition root knows of SSH. */
  @ArchTest
  static final ArchRule SSH_IS_SPOKEN_IN_ONE_ROOM_THAT_NO_OTHER_KNOWS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.imgapi.core.ssh")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.imgapi.core.ssh..", "net.schmizz..", "com.hierynomus..");

  @ArchTest
  static final ArchRule MANTA_IS_SEEN_THROUGH_THE_STORE_PORT_OR_CALL_BY_CALL =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.imgapi.core.store", "io.imgapi.core.objects")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.imgapi.manta", "io.imgapi.manta.error..");

  @ArchTest
  static final ArchRule KEYS_ARE_READ_WHERE_THEY_ARE_USED =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.imgapi.core.store",
              "io.imgapi.core.objects",
              "io.imgapi.core.instancekey",
              "io.imgapi.core.authkeys",
              "io.imgapi.core.registration",
              "io.imgapi.core.ssh")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.imgapi.manta.key..", "com.jcraft..");

  @ArchTest
  static final ArchRule NO_ROOM_DEPENDS_ON_A_FEATURE =
      CompositeArchRule.of(
          Stream.of(FEATURES)
              .<ArchRule>map(
                  feature ->
                      noClasses()
                          .that()
                          .resideOutsideOfPackage("io.imgapi.core." + feature + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAPackage("io.imgapi.core." + feature + ".."))
              .toList());

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.imgapi.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ARE_PASSED_IN =
      noClasses()
          .should()
          .accessTargetWhere(called("now", resideInAPackage("java.time..")))
          .orShould()
          .accessTargetWhere(called("system.*|tick.*", assignableTo(Clock.class)))
          .orShould()
          .accessTargetWhere(called("currentTimeMillis|nanoTime", assignableTo(System.class)))
          .orShould()
          .accessTargetWhere(called("sleep", assignableTo(Thread.class)))
          .orShould()
          .accessTargetWhere(called("randomUUID", assignableTo(UUID.class)))
          .orShould()
          .accessTargetWhere(called("random", assignableTo(Math.class)))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class);

  @ArchTest
  static final ArchRule NOTHING_EXITS_OR_PRINTS =
      noClasses()
          .should()
          .accessTargetWhere(
              called("exit|getenv|getProperty|console|out|err|in", assignableTo(System.class)))
          .orShould()
          .accessTargetWhere(called("exit|halt|exec", assignableTo(Runtime.class)))
          .orShould()
          .accessTargetWhere(called("printStackTrace", assignableTo(Throwable.class)));

  @ArchTest
  static final ArchRule PROCESSES_ARE_STARTED_IN_TWO_ADAPTERS =
      noClasses()
          .that()
          .areNotAssignableTo(LocalHost.class)
          .and()
          .areNotAssignableTo(TerminalEditor.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class);

  /**
   * A backup only reads the instance; a restore moves aside, and deletes what it made itself. All
   * others change files through the port to a machine.
   */
  @ArchTest
  static final ArchRule LOCAL_FILES_GO_AWAY_IN_TWO_ROOMS_AND_ONE_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.imgapi.core.restore", "io.imgapi.core.run")
          .and()
          .areNotAssignableTo(LocalFiles.class)
          .should()
          .accessTargetWhere(called("delete|deleteIfExists|move", assignableTo(Files.class)))
          .orShould()
          .accessTargetWhere(
              called("delete|deleteOnExit|renameTo", assignableTo(java.io.File.class)));

  @ArchTest
  static final ArchRule BACKUP_WRITES_NO_LOCAL_FILE_ITSELF =
      noClasses()
          .that()
          .resideInAnyPackage("io.imgapi.core.backup", "io.imgapi.core.mirror")
          .should()
          .accessTargetWhere(
              called(
                  "write.*|create(File|.*Link|Temp.*)|set.*|copy|newOutputStream|newBufferedWriter|newByteChannel",
                  assignableTo(Files.class)))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile)")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.nio.channels.FileChannel.class);

  @ArchTest static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

  /** The service manager is the zone's (SMF), not a manager of everything. */
  @ArchTest
  static final ArchRule NO_DUSTY_CORNERS =
      noClasses()
          .that()
          .areNotAssignableTo(ServiceManager.class)
          .and(nameMatching(".*\\$.*").negate())
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
