/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real Java client works against the sandbox, in a process of its own. Runs where
 * IMGAPI_INTEROP_JAVA is set, as Maven has to be asked for the client's class path.
 */
@Tag("interop")
class JavaMantaInteropTest {

  private static final String TRUST = "certificate.p12";
  private static final Path HERE = Path.of("src/test/interop/java-manta");

  @ParameterizedTest(name = "https: {0}")
  @ValueSource(booleans = {false, true})
  @EnabledIfEnvironmentVariable(
      named = "IMGAPI_INTEROP_JAVA",
      matches = ".+",
      disabledReason = "needs java-manta-client from Maven Central")
  void theClientWorks(boolean https, @TempDir Path directory) throws Exception {
    Path classPath = directory.resolve("classpath");
    run(
        "mvn",
        "-B",
        "-q",
        "-f",
        HERE.resolve("pom.xml").toString(),
        "dependency:build-classpath",
        "-DincludeScope=runtime",
        "-Dmdep.outputFile=" + classPath);
    SandboxOptions options = SandboxOptions.inDirectory(directory.resolve("sandbox"));
    try (Sandbox sandbox = Sandbox.start(https ? options : options.http())) {
      run(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--add-opens",
          "java.base/java.lang=ALL-UNNAMED",
          // This release of the client cannot be told to trust any certificate.
          "-Djavax.net.ssl.trustStore=" + sandbox.options().directory().resolve(TRUST),
          "-Djavax.net.ssl.trustStorePassword=" + SelfSignedCertificate.password(),
          "-cp",
          Files.readString(classPath).strip(),
          HERE.resolve("JavaMantaTools.java").toString(),
          sandbox.manta().url().toString(),
          sandbox.operator().account(),
          sandbox.operator().privateKey().toString(),
          sandbox.operator().keyId());
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
