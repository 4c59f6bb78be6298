/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The original tools' names, which call this program with their old options and exit statuses; the
 * originals stay beside them as {@code .orig}.
 */
record OldNames(Zone zone) implements ReversibleStep {
  private static final Map<String, Wrapper> WRAPPERS =
      Stream.of(Wrapper.values())
          .filter(Wrapper::isInZones)
          .collect(Collectors.toUnmodifiableMap(Wrapper::fileName, wrapper -> wrapper));
  private static final List<String> DIRECTORIES =
      List.of("/opt/smartdc/imgapi/bin", "/opt/smartdc/imgapi/tools/standalone");
  private static final String ORIGINAL = ".orig";
  private static final int EXECUTABLE = 0755;
  private static final int LONGEST = 1 << 20;

  @Override
  public String name() {
    return "old-names";
  }

  private Stream<Path> places() {
    return DIRECTORIES.stream()
        .flatMap(
            directory -> WRAPPERS.keySet().stream().map(name -> zone.at(directory).resolve(name)));
  }

  private boolean isThere(Path path) {
    return zone.files().look(path).isPresent();
  }

  private static Path original(Path script) {
    return script.resolveSibling(script.getFileName() + ORIGINAL);
  }

  private boolean isWrapper(Path script) {
    return zone.files()
        .read(script, LONGEST)
        .filter(bytes -> Arrays.equals(bytes, wrapper(script)))
        .isPresent();
  }

  private List<Path> present() {
    return places().filter(script -> isThere(script) || isThere(original(script))).toList();
  }

  @Override
  public Standing look() {
    List<Path> present = present();
    if (present.isEmpty()) {
      return new Standing.Skipped("none of the original tools is here");
    }
    long open = present.stream().filter(script -> !isWrapper(script)).count();
    return open == 0
        ? new Standing.Done(present.size() + " wrappers")
        : new Standing.Needed(open + " of " + present.size() + " wrappers");
  }

  @Override
  public String make() {
    List<Path> present = present();
    present.stream().filter(script -> !isWrapper(script)).forEach(this::wrap);
    return present.size() + " wrappers";
  }

  private void wrap(Path script) {
    Optional<FileFacts> now = zone.files().look(script);
    if (now.filter(facts -> facts.kind() == Kind.LINK).isPresent()) {
      zone.files().move(script, original(script));
    } else if (now.isPresent() && !isOlderWrapper(script)) {
      byte[] content = zone.files().read(script, LONGEST).orElseThrow();
      zone.files().write(original(script), content, Access.like(now.get()));
    }
    FileFacts model = zone.files().lookThrough(script.getParent()).orElseThrow();
    zone.files().write(script, wrapper(script), executable().ownedLike(model));
  }

  private static Access executable() {
    return new Access(EXECUTABLE, OptionalInt.empty(), OptionalInt.empty());
  }

  /** A wrapper of another version is no original. */
  private boolean isOlderWrapper(Path script) {
    return Wrapper.isText(
        new String(zone.files().read(script, LONGEST).orElseThrow(), StandardCharsets.ISO_8859_1));
  }

  private static byte[] wrapper(Path script) {
    return WRAPPERS.get(script.getFileName().toString()).text().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Step removal() {
    return new Removal();
  }

  private final class Removal implements Step {
    private List<Path> wrapped() {
      return places().filter(script -> isThere(original(script))).toList();
    }

    @Override
    public String name() {
      return OldNames.this.name();
    }

    @Override
    public Standing look() {
      List<Path> wrapped = wrapped();
      return wrapped.isEmpty()
          ? new Standing.Done("no wrappers")
          : new Standing.Needed(wrapped.size() + " originals back in their places");
    }

    @Override
    public String make() {
      List<Path> wrapped = wrapped();
      wrapped.forEach(script -> zone.files().move(original(script), script));
      return wrapped.size() + " originals back in their places";
    }
  }
}
