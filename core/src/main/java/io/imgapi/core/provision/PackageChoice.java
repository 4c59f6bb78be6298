/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.papi.VmPackage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the package: by uuid, or the highest version of a name (triton-apis.md 4; 14.3). */
final class PackageChoice {
  private final TritonAccess triton;

  PackageChoice(TritonAccess triton) {
    this.triton = triton;
  }

  VmPackage choose(String nameOrUuid, UUID owner) {
    try {
      Optional<UUID> uuid = uuid(nameOrUuid);
      VmPackage found =
          uuid.isPresent()
              ? triton.papi().byUuid(uuid.get(), owner).orElseThrow(() -> none(nameOrUuid))
              : highest(nameOrUuid, triton.papi().byName(nameOrUuid, owner));
      return judged(found);
    } catch (TritonException e) {
      throw TritonFailures.of("the package cannot be looked up", e);
    }
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static VmPackage highest(String name, List<VmPackage> found) {
    if (found.isEmpty()) {
      throw none(name);
    }
    List<VmPackage> sorted = found.stream().sorted(PackageChoice::compareVersions).toList();
    VmPackage highest = sorted.get(sorted.size() - 1);
    List<VmPackage> same =
        found.stream().filter(one -> compareVersions(one, highest) == 0).toList();
    if (same.size() > 1) {
      throw ImgapiException.of(
              ExitCode.USAGE,
              "%d packages are called %s in version %s"
                  .formatted(same.size(), name, highest.version()))
          .remedy(
              "name one by its uuid: "
                  + String.join(", ", same.stream().map(one -> one.uuid().toString()).toList()));
    }
    return highest;
  }

  /** As Semantic Versioning has it: what leads to a release is lower than the release. */
  private static int compareVersions(VmPackage one, VmPackage other) {
    return Comparator.comparing((String version) -> padded(release(version)))
        .thenComparing(version -> leading(version).isEmpty())
        .thenComparing(version -> padded(leading(version)))
        .compare(withoutBuild(one), withoutBuild(other));
  }

  private static String withoutBuild(VmPackage one) {
    return one.version().replaceFirst("[+].*", "");
  }

  private static String release(String version) {
    return version.replaceFirst("-.*", "");
  }

  /** What follows the first dash, such as {@code rc.1}. */
  private static String leading(String version) {
    return version.substring(release(version).length());
  }

  /** Numbers compare as numbers where all have the same length, and are lower than words. */
  private static String padded(String parts) {
    return Arrays.stream(parts.split("[.-]"))
        .map(part -> part.matches("[0-9]+") ? "%20s.".formatted(part) : "~" + part + " ")
        .collect(Collectors.joining());
  }

  private static ImgapiException none(String nameOrUuid) {
    return ImgapiException.of(
            ExitCode.FAILED, "there is no package " + nameOrUuid + " that this owner may use")
        .remedy("list them: sdc-papi '/packages?active=true'");
  }

  private static VmPackage judged(VmPackage found) {
    if (!found.active()) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "package " + found.name() + " " + found.uuid() + " is not active")
          .remedy("name an active package");
    }
    String brand = found.brand().orElse("joyent");
    if (!brand.equals("joyent") && !brand.equals("joyent-minimal")) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "package " + found.name() + " is for VMs of the brand " + brand)
          .remedy("name a package for the brand joyent");
    }
    return found;
  }
}
