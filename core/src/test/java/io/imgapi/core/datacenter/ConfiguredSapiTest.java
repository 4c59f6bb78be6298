/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.LocalFiles;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSapiTest {

  /** A machine on which config.sh ends so, and where there may be a zone's configuration. */
  private record Machine(Host.Result result, Optional<String> zone) implements Host {
    @Override
    public String name() {
      return "headnode";
    }

    @Override
    public HostFiles files() {
      return (HostFiles)
          Proxy.newProxyInstance(
              HostFiles.class.getClassLoader(),
              new Class<?>[] {HostFiles.class},
              (proxy, method, arguments) ->
                  method.getName().equals("read")
                          && arguments[0].equals(Path.of("/data/imgapi/etc/imgapi.config.json"))
                      ? zone.map(text -> text.getBytes(StandardCharsets.UTF_8))
                      : method.invoke(new LocalFiles(), arguments));
    }

    @Override
    public SocketFactory sockets() {
      return SocketFactory.getDefault();
    }

    @Override
    public Result run(Command command) {
      assertThat(command.arguments())
          .containsExactly("/usr/bin/bash", "/lib/sdc/config.sh", "-json");
      return result;
    }
  }

  private static ConfiguredSapi headnode(String json) {
    return new ConfiguredSapi(new Machine(new Host.Exited(0, json, ""), Optional.empty()));
  }

  private static ConfiguredSapi other(Host.Result result, String zone) {
    return new ConfiguredSapi(new Machine(result, Optional.ofNullable(zone)));
  }

  private static ImgapiException failure(ConfiguredSapi sapi) {
    return catchThrowableOfType(ImgapiException.class, sapi::addresses);
  }

  @Test
  void a_headnode_tells_a_name_and_addresses_that_need_none() {
    assertThat(
            headnode(
                    "{\"sapi_domain\":\"sapi.coal.joyent.us\",\"sapi_admin_ips\":\"10.0.0.5,10.0.0.6\"}")
                .addresses())
        .containsExactly(
            URI.create("http://sapi.coal.joyent.us"),
            URI.create("http://10.0.0.5"),
            URI.create("http://10.0.0.6"));
    assertThat(headnode("{\"sapi_domain\":\"sapi.coal.joyent.us\"}").addresses()).hasSize(1);
  }

  @Test
  void a_zone_of_the_image_service_tells_its_service() {
    Host.Exited missing = new Host.Exited(127, "", "bash: /lib/sdc/config.sh: No such file");
    assertThat(other(missing, "{\"sapi_service\":\"sapi.coal.joyent.us\"}").addresses())
        .containsExactly(URI.create("http://sapi.coal.joyent.us"));
    assertThat(failure(other(missing, "{\"mode\":\"public\"}")).code())
        .isEqualTo(ExitCode.NOT_SET_UP);
    ImgapiException nothing = failure(other(new Host.NotFound("/usr/bin/bash"), null));
    assertThat(nothing.code()).isEqualTo(ExitCode.NOT_SET_UP);
    assertThat(nothing.remedy()).contains("--sapi", "--headnode");
  }

  @Test
  void a_configuration_that_cannot_be_asked_is_not_an_absent_one() {
    ImgapiException ended =
        failure(other(new Host.Exited(1, "", "warning\nerror: no config found\n"), null));
    assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ended).hasMessageContaining("ended with 1");
    assertThat(ended.context()).containsEntry("it said", "error: no config found");
    assertThat(failure(other(new Host.TimedOut(Duration.ofSeconds(20)), null)))
        .hasMessageContaining("did not end within 20 s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sapi_domain\":\"\"}",
        "{\"sapi_domain\":\"two words\"}",
        "{\"sapi_domain\":\"a/b\"}",
        "no JSON, but a password",
        ""
      })
  void what_names_no_machine_is_a_wrong_configuration(String json) {
    ImgapiException failure = failure(headnode(json));
    assertThat(failure.code()).isEqualTo(ExitCode.CONFIG_INVALID);
    assertThat(failure.toString() + failure.context() + failure.remedy())
        .doesNotContain("password")
        .contains("--sapi");
  }
}
