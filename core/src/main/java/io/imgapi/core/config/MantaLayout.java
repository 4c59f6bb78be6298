/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Every path in Manta that belongs to an instance.
 *
 * @param rootDir normalised: no empty, {@code .} or {@code ..} parts and no final slash, so that
 *     two spellings of one place are equal
 */
public record MantaLayout(String rootDir) {

  /** The layout below a rootDir as the configuration computes it. */
  public static MantaLayout below(String rootDir) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : rootDir.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return new MantaLayout("/" + String.join("/", parts));
  }

  /** The backup area. */
  public String backup() {
    return rootDir + "/backup";
  }

  /** Mirror of the local manifests. */
  public String backupManifests() {
    return backup() + "/manifests";
  }

  /** Mirror of the local image files. */
  public String backupImages() {
    return backup() + "/images";
  }

  /** Content of small files, by MD5. */
  public String blobs() {
    return backup() + "/blobs";
  }

  /** Snapshots, a directory each. */
  public String snapshots() {
    return backup() + "/snapshots";
  }

  /** Who may write to the backup area. */
  public String owner() {
    return backup() + "/owner.json";
  }

  /** Image files that the service itself keeps in Manta. */
  public String images() {
    return rootDir + "/images";
  }

  /** Uploaded logs. */
  public String logs() {
    return rootDir + "/logs";
  }

  /** The service's record of every change of a manifest. */
  public String archive() {
    return rootDir + "/archive";
  }

  /** Public keys of those who may write to the service. */
  public String authkeys() {
    return rootDir + "/authkeys";
  }
}
