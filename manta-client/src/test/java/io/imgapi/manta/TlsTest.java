/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.manta.error.UnreachableException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a certificate nobody vouches for, and keys of every kind as the sandbox checks them. */
class TlsTest {
  @TempDir Path dir;

  private static MantaClientBuilder builder(Sandbox sandbox, Watcher watcher) {
    return MantaClient.builder()
        .url(sandbox.manta().url().toString())
        .account(sandbox.operator().account())
        .signer(MantaKeys.fromFile(sandbox.operator().privateKey(), PassphraseSource.none()))
        .sleeper(d -> {})
        .observer(watcher);
  }

  @Test
  void checksCertificatesUnlessToldNotTo() {
    Watcher watcher = new Watcher();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(dir))) {
      try (MantaClient careful = builder(sandbox, watcher).build()) {
        assertThatThrownBy(() -> careful.stat(careful.path("~~/stor")))
            .isInstanceOf(UnreachableException.class)
            .hasMessageContaining("TLS certificate is not trusted");
        assertThat(watcher.requests).hasSize(1);
      }
      assertThat(watcher.warnings).isEmpty();
      try (MantaClient careless = builder(sandbox, watcher).insecure(true).build()) {
        assertThat(careless.stat(careless.path("~~/stor")).isDirectory()).isTrue();
        assertThat(careless.stat(careless.path("~~/public")).isDirectory()).isTrue();
      }
      assertThat(watcher.warnings).hasSize(1);
    }
  }

  @Test
  void withoutTlsThereIsNothingToWarnOf() {
    Watcher watcher = new Watcher();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(dir).http());
        MantaClient plain = builder(sandbox, watcher).insecure(true).build()) {
      assertThat(plain.stat(plain.path("~~/stor")).isDirectory()).isTrue();
      assertThat(watcher.warnings).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa -b 2048", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "ed25519"})
  void isAcceptedWithEveryKindOfKey(String kind) throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(dir).http())) {
      Path key = dir.resolve("client-key");
      String command = "ssh-keygen -q -t " + kind + " -N  -f " + key;
      Process made = new ProcessBuilder(command.split(" ")).inheritIO().start();
      assertThat(made.waitFor()).isZero();
      sandbox.accounts().addKey("operator", Files.readString(dir.resolve("client-key.pub")));
      try (MantaClient manta =
          builder(sandbox, new Watcher())
              .signer(MantaKeys.fromFile(key, PassphraseSource.none()))
              .build()) {
        MantaPath path = manta.path("~~/stor/o");
        manta.put(path, new byte[10], PutOptions.standard());
        var url = manta.signUrl(path, Set.of("GET"), Instant.now().plusSeconds(60), Map.of());
        try (var in = url.toURL().openStream()) {
          assertThat(in.readAllBytes()).isEqualTo(new byte[10]);
        }
      }
    }
  }
}
