/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.demo;

import io.imgapi.cli.command.UseCases;
import io.imgapi.cli.command.sandbox.Story;
import io.imgapi.cli.output.BackupText;
import io.imgapi.cli.output.RestoreText;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotMoment;
import io.imgapi.core.snapshot.SnapshotRules;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The main job from beginning to end, in a sandbox of its own: publish, back up, lose everything,
 * restore, prove every byte; then delete an image by mistake, and go back in time.
 */
public final class Demo implements Story {
  private static final int PARALLEL = 16;
  private final UseCases useCases;
  private final PrintWriter out;

  public Demo(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  /**
   * Tells the story in {@code directory}, which it fills.
   *
   * @throws ImgapiException {@code INTEGRITY} where what came back is not what was there
   */
  @Override
  public void tell(Path directory) {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory))) {
      say(
          "1. A Manta of its own listens on %s; data under %s."
              .formatted(sandbox.manta().url(), directory));
      Zone zone = sandbox.zones().create("images0");
      InstanceLayout instance = new InstanceLayout(zone.root());
      say(
          "2. A new IMGAPI instance, images0, will keep its backup at %s/backup."
              .formatted(zone.mantaDirectory()));
      begin(instance, zone);
      List<String> images = SampleImages.publishInto(zone.root());
      say("3. %d images are published to it.".formatted(images.size()));
      say("4. imgapi backup:");
      SnapshotId snapshot = backup(instance, zone).snapshot().orElseThrow();
      Map<String, FileDigests> before = digests(instance);
      say("5. The data set is lost: every manifest, every image file, and who it was.");
      delete(zone.manifests());
      delete(zone.images());
      delete(instance.run());
      say("6. imgapi restore --take-over=images0, as for a new instance in its place:");
      restore(instance, zone, RestoreSelection.mirror());
      requireSame(before, instance);
      say(
          "7. All %d files are back, byte for byte. Another backup finds nothing to do:"
              .formatted(before.size()));
      backup(instance, zone);
      say("8. Somebody deletes an image by mistake, and the hourly backup follows:");
      delete(instance.manifest(images.get(0)));
      delete(instance.imageDirectory(images.get(0)));
      backup(instance, zone);
      say("9. imgapi restore --at=%s, the state of step 4:".formatted(snapshot));
      restore(instance, zone, at(snapshot));
      requireSame(before, instance);
      say("10. It is back, and so is everything else, byte for byte.");
    }
    say("11. The sandbox is stopped.");
  }

  private static void requireSame(Map<String, FileDigests> before, InstanceLayout instance) {
    if (!digests(instance).equals(before)) {
      throw ImgapiException.of(
          ExitCode.INTEGRITY, "what came back is not what was there, in " + instance.base());
    }
  }

  private static RestoreSelection at(SnapshotId snapshot) {
    return new RestoreSelection(
        Optional.of(SnapshotMoment.parse(snapshot.toString())), Optional.empty());
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }

  private void indented(String text) {
    text.lines().forEach(line -> out.println("     " + line));
    out.flush();
  }

  private BackupResult backup(InstanceLayout instance, Zone zone) {
    BackupRequest request =
        new BackupRequest(
            zone.configuration(),
            PARALLEL,
            BackupLimits.standard(),
            OptionalLong.empty(),
            TakeOver.none(),
            SnapshotRules.USUAL,
            false);
    try (Backup.Prepared backup = useCases.backup(instance).prepare(request, Events.none())) {
      indented(BackupText.of(backup.plan(), backup.settings(), backup.owner()));
      BackupResult result = backup.apply();
      indented(BackupText.of(result));
      return result;
    }
  }

  private void begin(InstanceLayout instance, Zone zone) {
    try (Restore.Prepared restore =
        useCases
            .restore(instance)
            .prepare(request(zone, RestoreSelection.mirror(), true), Events.none())) {
      restore.apply();
    }
  }

  private static RestoreRequest request(Zone zone, RestoreSelection selection, boolean newRepo) {
    return new RestoreRequest(
        zone.configuration(),
        selection,
        newRepo,
        false,
        false,
        PARALLEL,
        OptionalLong.empty(),
        new TakeOver(Optional.of(zone.alias()), false),
        false);
  }

  private void restore(InstanceLayout instance, Zone zone, RestoreSelection selection) {
    RestoreRequest request = request(zone, selection, false);
    try (Restore.Prepared restore = useCases.restore(instance).prepare(request, Events.none())) {
      indented(RestoreText.of(restore.plan(), false, List.of()));
      indented(RestoreText.of(restore.apply()));
    }
  }

  private static Map<String, FileDigests> digests(InstanceLayout instance) {
    Map<String, FileDigests> digests = new TreeMap<>();
    for (Path tree : List.of(instance.manifests(), instance.images())) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          digests.put(instance.base().relativize(file).toString(), FileDigests.read(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return digests;
  }

  @Override
  public void clearAway(Path directory) {
    delete(directory);
  }

  /** Deletes a directory with all that is in it; one that is not there is fine. */
  public static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
