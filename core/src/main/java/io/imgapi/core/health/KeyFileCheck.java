/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.store.MantaLook;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the key that the configuration names is there, is that key, and is the service's alone.
 */
final class KeyFileCheck {
  private static final int OTHERS = 077;
  private static final int OWNER_READS = 0400;
  private static final int LARGEST = 128 * 1024;
  private final Scene scene;
  private final MantaSettings settings;
  private final Path file;

  KeyFileCheck(Scene scene, MantaSettings settings) {
    this.scene = scene;
    this.settings = settings;
    this.file = find(scene, settings.key());
  }

  private static Path find(Scene scene, String configured) {
    Optional<Path> below = scene.layout().relocated(configured);
    Path literal = Path.of(configured);
    boolean elsewhere =
        below.filter(path -> scene.files().lookThrough(path).isPresent()).isEmpty()
            && scene.files().lookThrough(literal).isPresent();
    return elsewhere ? literal : below.orElse(literal);
  }

  /**
   * Opens Manta with that key, which stays in memory.
   *
   * @throws ImgapiException where the key cannot be used
   */
  MantaLook open(MantaLook.Opener opener) {
    byte[] key =
        scene
            .files()
            .read(file, LARGEST)
            .orElseThrow(
                () ->
                    ImgapiException.of(
                            ExitCode.CONFIG_INVALID, "the key to Manta is absent: " + file)
                        .remedy(
                            "correct manta.key (imgapi config set manta.key=FILE), or make a new"
                                + " key: imgapi rotate-key"));
    return opener.open(settings, key, file);
  }

  /** What is said where {@link #open} fails. */
  static Finding unusable(ImgapiException e) {
    return Finding.fault(CheckName.KEY_FILES, e.getMessage())
        .detail(Findings.facts(e))
        .remedy(e.remedy());
  }

  /** Judges owner and mode of the key, which can be read and is the right one. */
  Finding judge() {
    FileFacts key = scene.files().lookThrough(file).orElseThrow();
    Optional<FileFacts> base = scene.files().lookThrough(scene.layout().base());
    if ((key.mode() & OTHERS) != 0) {
      return fault("others than its owner may use it: mode " + octal(key.mode()))
          .remedy("chmod 600 " + file + "; consider a new one: imgapi rotate-key");
    }
    if ((key.mode() & OWNER_READS) == 0) {
      return fault("its owner may not read it: mode " + octal(key.mode()))
          .remedy("chmod 600 " + file);
    }
    if (base.isPresent() && base.get().uid() != key.uid()) {
      return fault("the service may not read it: it belongs to user " + key.uid())
          .detail("the instance's data belongs to user " + base.get().uid())
          .remedy("chown %d:%d %s".formatted(base.get().uid(), base.get().gid(), file));
    }
    return Finding.ok(CheckName.KEY_FILES, settings.keyId());
  }

  private Finding fault(String summary) {
    return Finding.fault(CheckName.KEY_FILES, summary).see(file.toString());
  }

  private static String octal(int mode) {
    return String.format(Locale.ROOT, "0%o", mode);
  }
}
