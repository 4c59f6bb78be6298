/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import java.nio.file.Path;
import java.util.List;

/**
 * What would be uploaded.
 *
 * @param uploads in order
 * @param strangers names in {@code upload/} that no rotation gives; they stay
 */
public record UploadPlan(List<Upload> uploads, List<String> strangers) {

  /**
   * One file.
   *
   * @param bytes its size now
   * @param target where it belongs in Manta; with a number behind it where another log is there
   */
  public record Upload(Path file, long bytes, String target) {}
}
