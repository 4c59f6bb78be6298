/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.authkeys.AuthKey.Source;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The key files of an instance. */
record KeyFiles(HostFiles files, InstanceLayout layout) {
  private static final String ENDING = ".keys";
  private static final Pattern USER = Pattern.compile("[A-Za-z][A-Za-z0-9_.@-]*");
  private static final int LONGEST = 1 << 20;
  private static final int DIRECTORY = 0755;

  /** All keys, the local ones first, file by file. */
  List<AuthKey> all() {
    List<AuthKey> keys = new ArrayList<>();
    for (Source source : Source.values()) {
      for (FileFacts file : files.list(directory(source)).orElse(List.of())) {
        String name = file.path().getFileName().toString();
        // A dot in front is a file that the service is fetching.
        if (name.endsWith(ENDING) && !name.startsWith(".") && file.kind() != Kind.DIRECTORY) {
          String user = name.substring(0, name.length() - ENDING.length());
          keys.addAll(read(file.path()).keys(user, source));
        }
      }
    }
    return List.copyOf(keys);
  }

  Path directory(Source source) {
    Path authKeys = layout.configFile().resolveSibling("authkeys");
    return authKeys.resolve(source == Source.LOCAL ? "local" : "manta");
  }

  /** A user's own file on this machine, whether it is there or not. */
  Path local(String user) {
    if (!USER.matcher(user).matches()) {
      throw ImgapiException.of(ExitCode.USAGE, "'" + user + "' is no user's name")
          .remedy("a name begins with a letter; letters, digits and . _ @ - may follow");
    }
    return directory(Source.LOCAL).resolve(user + ENDING);
  }

  KeyText read(Path file) {
    return KeyText.of(
        files
            .read(file, LONGEST)
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .orElse(""));
  }

  /** Replaces a local file, or makes it with the owner of the instance's directory. */
  void write(Path file, KeyText text) {
    Optional<FileFacts> old = files.lookThrough(file);
    Access access = old.map(Access::like).orElseGet(() -> Access.open().ownedLike(owner()));
    files.makeDirectories(
        file.getParent(),
        new Access(DIRECTORY, OptionalInt.empty(), OptionalInt.empty()).ownedLike(owner()));
    files.write(file, text.text().getBytes(StandardCharsets.ISO_8859_1), access);
  }

  private FileFacts owner() {
    Path etc = layout.configFile().getParent();
    return files
        .lookThrough(etc)
        .orElseThrow(
            () ->
                ImgapiException.of(ExitCode.NOT_SET_UP, "there is no instance here")
                    .with("missing", etc.toString())
                    .remedy("run: imgapi setup"));
  }
}
