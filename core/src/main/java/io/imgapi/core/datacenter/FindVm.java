/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.vmapi.Vm;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds a VM by what an operator calls it. */
public final class FindVm {
  private final TritonAccess triton;

  /** Looks in one data centre. */
  public FindVm(TritonAccess triton) {
    this.triton = triton;
  }

  /**
   * The VM, as its compute node knows it now where it is named by its uuid.
   *
   * @throws ImgapiException {@code FAILED} where there is none, {@code USAGE} where several have
   *     that alias
   */
  public Vm find(String uuidOrAlias) {
    try {
      return triton.vmapi().vm(UUID.fromString(uuidOrAlias), true);
    } catch (IllegalArgumentException e) {
      return byAlias(uuidOrAlias);
    } catch (TritonException e) {
      throw e.kind() == TritonException.Kind.ABSENT
          ? absent(uuidOrAlias)
          : TritonFailures.of("the instance cannot be looked up", e);
    }
  }

  private Vm byAlias(String alias) {
    try {
      List<Vm> found = triton.vmapi().vms(Map.of("alias", alias, "state", "active"));
      if (found.isEmpty()) {
        throw absent(alias);
      }
      if (found.size() > 1) {
        throw ImgapiException.of(ExitCode.USAGE, found.size() + " VMs are called " + alias)
            .remedy(
                "name one by its uuid: "
                    + String.join(", ", found.stream().map(vm -> vm.uuid().toString()).toList()));
      }
      return found.get(0);
    } catch (TritonException e) {
      throw TritonFailures.of("the instance cannot be looked up", e);
    }
  }

  private static ImgapiException absent(String uuidOrAlias) {
    return ImgapiException.of(ExitCode.FAILED, "there is no VM " + uuidOrAlias)
        .remedy("INSTANCE is the uuid or the alias of a VM");
  }
}
