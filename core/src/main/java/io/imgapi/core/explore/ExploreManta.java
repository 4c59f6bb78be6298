/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.store.StoreConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Opens Manta for an operator: with the credentials of an instance where there is one, else with
 * those that the environment names as the Manta tools know them.
 */
public final class ExploreManta {
  private static final String URL = "MANTA_URL";
  private static final String USER = "MANTA_USER";
  private static final String KEY_ID = "MANTA_KEY_ID";
  private static final String INSECURE = "MANTA_TLS_INSECURE";
  private static final List<String> NEEDED = List.of(URL, USER, KEY_ID);
  private final ConfigReader configReader;
  private final StoreConnector instance;
  private final StoreConnector person;
  private final Map<String, String> environment;

  /**
   * The use case.
   *
   * @param instance connects with an instance's key
   * @param person connects with a person's key
   * @param environment variables
   */
  public ExploreManta(
      ConfigReader configReader,
      StoreConnector instance,
      StoreConnector person,
      Map<String, String> environment) {
    this.configReader = configReader;
    this.instance = instance;
    this.person = person;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Opens Manta; nothing is asked of it yet.
   *
   * @param config the instance's configuration file
   * @param fromEnvironment whether the environment counts although there is such a file
   * @throws ImgapiException {@code NOT_SET_UP} where there are no credentials, {@code
   *     CONFIG_INVALID} where they cannot be used
   */
  public MantaView open(Path config, boolean fromEnvironment) {
    if (!fromEnvironment && Files.exists(config)) {
      MantaSettings settings = configReader.read(config).requireManta();
      return new MantaView(
          instance.connect(settings, 1), settings, settings.layout().backup(), config.toString());
    }
    MantaSettings settings = environmentSettings(config);
    return new MantaView(
        person.connect(settings, 1), settings, settings.rootDir(), "MANTA_* variables");
  }

  private MantaSettings environmentSettings(Path config) {
    List<String> missing = NEEDED.stream().filter(name -> value(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there are no credentials for Manta")
          .with("configuration", config + (Files.exists(config) ? "" : " (not there)"))
          .with("not set", String.join(" ", missing))
          .remedy("run it where an instance is, give --root, or set " + String.join(", ", NEEDED));
    }
    String account = value(USER).split("/", 2)[0];
    return new MantaSettings(
        value(URL),
        value(USER),
        "",
        value(KEY_ID),
        !List.of("", "0", "false").contains(value(INSECURE)),
        "",
        "/" + account + "/stor");
  }

  private String value(String name) {
    return environment.getOrDefault(name, "");
  }
}
