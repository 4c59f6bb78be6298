/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.FindDatacenter;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.host.LocalHost;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.sandbox.Operator;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.TritonSettings;
import io.imgapi.triton.cloudapi.CloudKey;
import io.imgapi.triton.cloudapi.CloudapiClient;
import io.imgapi.triton.cloudapi.CloudapiSigner;
import io.imgapi.triton.ufds.UfdsKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's own clients and a sandbox whose data centre is not the master. */
class SandboxClientsTest {
  private static final UUID OPERATOR = UUID.fromString(TritonSandbox.OPERATOR);
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl one";
  @TempDir private Path directory;
  private Sandbox sandbox;
  private TritonSandbox triton;
  private TritonAccess access;
  private CloudapiClient cloudapi;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory));
    triton =
        TritonSandbox.start(
            sandbox,
            TritonSettings.withStep(Duration.ofMillis(1))
                .withMaster(new TritonSettings.SeparateMaster(Duration.ZERO, true)));
    access =
        new FindDatacenter(Clock.systemUTC(), time -> {})
            .open(
                new DatacenterRequest(Optional.of(triton.url("sapi")), Optional.empty(), true),
                new LocalHost("/usr/bin:/bin"),
                UUID.randomUUID().toString());
    cloudapi =
        new CloudapiClient(
            triton.url("cloudapi"), new OperatorSigner(sandbox.operator()), access.options());
  }

  private static final class OperatorSigner implements CloudapiSigner {
    private final Operator operator;
    private final MantaSigner key;

    private OperatorSigner(Operator operator) {
      this.operator = operator;
      this.key = MantaKeys.fromFile(operator.privateKey(), origin -> new char[0]);
    }

    @Override
    public String login() {
      return operator.account();
    }

    @Override
    public String fingerprint() {
      return operator.keyId();
    }

    @Override
    public String algorithm() {
      return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] data) {
      return key.sign(data);
    }
  }

  @AfterEach
  void stop() {
    cloudapi.close();
    access.close();
    triton.close();
    sandbox.close();
  }

  @Test
  void a_key_put_into_the_slave_stays_there_and_one_put_into_the_master_is_seen_everywhere() {
    UfdsKey lost = access.ufds().addKey(OPERATOR, "one", KEY);
    assertThat(access.masterUfds().keys(OPERATOR)).doesNotContain(lost);
    access.ufds().removeKey(OPERATOR, lost.fingerprint());
    UfdsKey added = access.masterUfds().addKey(OPERATOR, "one", KEY);
    assertThat(access.ufds().keys(OPERATOR)).contains(added);
    assertThat(cloudapi.keys()).extracting(CloudKey::fingerprint).contains(added.fingerprint());
    access.masterUfds().removeKey(OPERATOR, added.fingerprint());
    assertThat(access.ufds().keys(OPERATOR)).doesNotContain(added);
  }

  @Test
  void cloudapi_knows_the_operator_and_puts_keys_where_the_master_has_them() {
    assertThat(cloudapi.keys())
        .extracting(CloudKey::fingerprint)
        .containsExactly(sandbox.operator().keyId());
    CloudKey added = cloudapi.addKey("one", KEY);
    assertThat(cloudapi.addKey("one", KEY)).isEqualTo(added);
    assertThat(access.masterUfds().keys(OPERATOR))
        .extracting(UfdsKey::fingerprint)
        .contains(added.fingerprint());
    cloudapi.removeKey(added.fingerprint());
    cloudapi.removeKey(added.fingerprint());
    assertThat(cloudapi.keys()).hasSize(1);
  }
}
