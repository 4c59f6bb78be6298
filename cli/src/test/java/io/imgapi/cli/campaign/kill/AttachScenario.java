/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.cli.SetUpZone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A zone to which imgapi is attached, and from which it is detached, in no order. */
final class AttachScenario implements KillScenario {
  private static final String[] ROOT_DISK = {"/etc", "/root", "/var", "/opt"};
  private final Scene scene;
  private final Random random;
  private final SetUpZone zone;
  private final Map<String, String> data;
  private final Map<String, String> detached;
  private final Map<String, String> attached;

  AttachScenario(Scene scene) throws Exception {
    this.scene = scene;
    this.random = scene.random();
    this.zone = SetUpZone.in(scene.directory());
    scene.done(Map.of(), words("setup"));
    attached = rootDisk();
    data = zone.snapshot("/data");
    scene.done(Map.of(), words("detach"));
    detached = rootDisk();
  }

  /** Without what a killed write leaves beside a file, which a later one takes away. */
  private Map<String, String> rootDisk() throws IOException {
    Map<String, String> files = zone.snapshot(ROOT_DISK);
    files.keySet().removeIf(path -> path.matches(".*/\\.imgapi-[^/]*\\.new"));
    return files;
  }

  private List<String> words(String command) {
    return List.of(command, "--root", zone.root());
  }

  @Override
  public List<String> next() {
    return words(random.nextBoolean() ? "attach" : "detach");
  }

  @Override
  public void requireNothingLost() throws IOException {
    RootDisk.requireKept(zone);
    Contents.requireSame(zone.snapshot("/data"), data);
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words("detach"));
    Contents.requireSame(rootDisk(), detached);
    scene.done(Map.of(), words("attach"));
    Contents.requireSame(rootDisk(), attached);
  }

  @Override
  public List<Path> worksIn() {
    return RootDisk.worksIn(zone);
  }

  @Override
  public void close() {}
}
