/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

/** What can be wrong. The names in JSON never change their meaning. */
public enum Kind {
  /** A manifest of the mirror is not whole, not of its image, or not what its listing says. */
  MANIFEST_DAMAGED("manifest-damaged"),
  /** The newest snapshot lists a manifest that the mirror does not hold any more. */
  MANIFEST_MISSING("manifest-missing"),
  /** The mirror holds another manifest than the newest snapshot says. */
  MANIFEST_DIFFERS("manifest-differs"),
  /** A file is needed and not in the mirror. */
  FILE_MISSING("file-missing"),
  /** A file of the mirror has another size or MD5 than is needed. */
  FILE_DAMAGED("file-damaged"),
  /** A small content that snapshots need is not there. */
  BLOB_MISSING("blob-missing"),
  /** A small content that snapshots need has other bytes. */
  BLOB_DAMAGED("blob-damaged"),
  /** What comes when an object is read is not what its listing or the manifest says. */
  DATA_DAMAGED("data-damaged"),
  /** The manifests of a snapshot are not there. */
  ARCHIVE_MISSING("archive-missing"),
  /** The manifests of a snapshot cannot all be had from its archive. */
  ARCHIVE_DAMAGED("archive-damaged"),
  /** The list of a snapshot cannot be read, so that nothing of it can be had. */
  SNAPSHOT_UNREADABLE("snapshot-unreadable"),
  /** A file that the service itself keeps in Manta is not there. */
  MANTA_FILE_MISSING("manta-file-missing"),
  /**
   * A file that the service itself keeps in Manta has another size or MD5 than its manifest says.
   */
  MANTA_FILE_DAMAGED("manta-file-damaged"),
  /** A local manifest is not whole or not of its image. */
  LOCAL_MANIFEST_TORN("local-manifest-torn"),
  /** A local manifest names a file that is not there. */
  LOCAL_FILE_MISSING("local-file-missing"),
  /** A local file is not what its manifest says. */
  LOCAL_FILE_DAMAGED("local-file-damaged"),
  /** The only copy of a local file is what an upload left under another name. */
  LOCAL_FILE_MISNAMED("local-file-misnamed"),
  /** A file that may still be replaced is not what is said of it; that is no fault. */
  MUTABLE_DIFFERS("mutable-differs");

  private final String jsonName;

  Kind(String jsonName) {
    this.jsonName = jsonName;
  }

  /** Its name for programs. */
  public String jsonName() {
    return jsonName;
  }
}
