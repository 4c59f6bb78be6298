/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what is to be deleted and counts it; changes nothing. */
final class RemovalPlanner {
  // An account and its trees (stor, public, ...) exist as long as the account does.
  private static final int HIGHEST = 2;
  private final MantaClient client;
  private final AccessFailures failures;
  private final Optional<MantaPath> backup;
  private long objects;
  private long directories;
  private long bytes;

  RemovalPlanner(MantaClient client, AccessFailures failures, Optional<MantaPath> backup) {
    this.client = client;
    this.failures = failures;
    this.backup = backup;
  }

  Removal plan(List<MantaPath> named, boolean recursive) {
    named.forEach(RemovalPlanner::requireDeletable);
    List<MantaPath> paths = withoutNested(named);
    for (MantaPath path : paths) {
      count(path, recursive);
    }
    RemovalPlan plan =
        new RemovalPlan(
            paths.stream().map(MantaPath::toString).toList(),
            objects,
            directories,
            bytes,
            paths.stream().anyMatch(this::meetsBackup));
    return new Removal(client, failures, paths, plan);
  }

  private static void requireDeletable(MantaPath path) {
    if (path.depth() <= HIGHEST) {
      throw ImgapiException.of(
              ExitCode.REFUSED, path + " belongs to the account itself and is never deleted")
          .remedy("name what is in it; see: imgapi manta ls " + path);
    }
  }

  private static List<MantaPath> withoutNested(List<MantaPath> named) {
    List<MantaPath> distinct = named.stream().distinct().toList();
    List<MantaPath> outermost = new ArrayList<>(distinct);
    outermost.removeIf(
        path -> distinct.stream().anyMatch(other -> !other.equals(path) && other.contains(path)));
    return outermost;
  }

  private void count(MantaPath path, boolean recursive) {
    Item item = Item.of(client.stat(path));
    add(item);
    if (!item.directory()) {
      return;
    }
    if (!recursive) {
      throw failures
          .named(ExitCode.REFUSED, path + " is a directory; nothing was deleted", null)
          .remedy(
              "to delete it and all that is in it: imgapi manta rm -r "
                  + AccessFailures.quoted(path.toString()));
    }
    new Walk(client)
        .below(
            path,
            Integer.MAX_VALUE,
            found -> {
              add(found);
              return true;
            },
            gone -> {});
  }

  private void add(Item item) {
    if (item.directory()) {
      directories++;
    } else {
      objects++;
      bytes += item.size();
    }
  }

  private boolean meetsBackup(MantaPath path) {
    return backup.isPresent() && (backup.get().contains(path) || path.contains(backup.get()));
  }
}
