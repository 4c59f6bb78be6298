/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/**
 * Whose the instance's files are: in a zone nobody's, as whom the service runs; below another root
 * those of the surrounding tree.
 */
final class ServiceOwner {
  private static final String NOBODY = "nobody";
  private static final List<String> NOBODYS_GROUPS = List.of("nobody", "nogroup");

  private final InstanceLayout layout;

  ServiceOwner(InstanceLayout layout) {
    this.layout = layout;
  }

  /** Whether a file, which must be there, is owned as it should be. */
  boolean owns(Path path) {
    try {
      PosixFileAttributes now = view(path).readAttributes();
      return now.owner().equals(user()) && now.group().equals(group());
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /**
   * Gives a file to whom it should belong.
   *
   * @return whether it does now: below another root it may stay whose it is
   * @throws ImgapiException in a zone, where that fails
   */
  boolean give(Path path) {
    if (owns(path)) {
      return true;
    }
    try {
      view(path).setOwner(user());
      view(path).setGroup(group());
      return true;
    } catch (IOException e) {
      if (layout.isSystemRoot()) {
        throw failed(path, e);
      }
      return false;
    }
  }

  private static PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private UserPrincipal user() throws IOException {
    return layout.isSystemRoot()
        ? accounts().lookupPrincipalByName(NOBODY)
        : view(layout.root()).readAttributes().owner();
  }

  private GroupPrincipal group() throws IOException {
    if (!layout.isSystemRoot()) {
      return view(layout.root()).readAttributes().group();
    }
    UserPrincipalNotFoundException none = null;
    for (String name : NOBODYS_GROUPS) {
      try {
        return accounts().lookupPrincipalByGroupName(name);
      } catch (UserPrincipalNotFoundException e) {
        none = e;
      }
    }
    throw none;
  }

  private UserPrincipalLookupService accounts() {
    return layout.root().getFileSystem().getUserPrincipalLookupService();
  }

  private static ImgapiException failed(Path path, IOException e) {
    return ImgapiException.of(
            ExitCode.FAILED, "a file cannot be given to the service's user: " + IoReason.of(e))
        .with("file", path.toString())
        .remedy("run this as root; it goes on with this step")
        .causedBy(e);
  }
}
