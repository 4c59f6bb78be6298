/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import java.util.List;

/**
 * What a removal will delete.
 *
 * @param paths what was named, none of them within another
 * @param objects number of objects, in all of them
 * @param directories number of directories, in all of them
 * @param bytes size of the objects together
 * @param backup whether the instance's backup, or a part of it, is among them
 */
public record RemovalPlan(
    List<String> paths, long objects, long directories, long bytes, boolean backup) {

  /** Everything that will be deleted. */
  public long total() {
    return objects + directories;
  }
}
