/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.state.Records;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What VMAPI asks of a VM that is to be made: triton-apis.md 8.1. */
final class VmRules {
  private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,188}");
  private final Records vms;
  private final Records images;
  private final Records packages;
  private final Nics nics;

  VmRules(Records vms, Records images, Records packages, Nics nics) {
    this.vms = vms;
    this.images = images;
    this.packages = packages;
    this.nics = nics;
  }

  void check(JsonNode vm) {
    Optional<Refusal> wrong = Optional.empty();
    String alias = vm.path("alias").asText();
    if (!ALIAS.matcher(alias).matches()) {
      wrong = with(wrong, "alias", "Invalid", "is not valid");
    }
    String owner = vm.path("owner_uuid").asText();
    if (vms.all().stream()
        .anyMatch(
            other ->
                other.path("alias").asText().equals(alias)
                    && other.path("owner_uuid").asText().equals(owner)
                    && isActive(other))) {
      wrong = with(wrong, "alias", "Duplicate", "Already exists for this owner_uuid");
    }
    for (String name : new String[] {"uuid", "owner_uuid", "image_uuid", "billing_id"}) {
      if (!isUuid(vm.path(name).asText())) {
        wrong = with(wrong, name, "Invalid", "Invalid UUID");
      }
    }
    if (vms.get(vm.path("uuid").asText()).isPresent()) {
      wrong = with(wrong, "uuid", "Duplicate", "VM exists already");
    }
    if (images
        .get(vm.path("image_uuid").asText())
        .filter(image -> image.path("state").asText().equals("active"))
        .filter(image -> !image.path("disabled").asBoolean())
        .isEmpty()) {
      wrong = with(wrong, "image_uuid", "Invalid", "Image must be active and not disabled");
    }
    if (packages.get(vm.path("billing_id").asText()).isEmpty()) {
      wrong = with(wrong, "billing_id", "Invalid", "Package does not exist");
    }
    if (!vm.path("networks").isArray() || vm.path("networks").isEmpty()) {
      wrong = with(wrong, "networks", "MissingParameter", "Is missing");
    }
    for (JsonNode network : vm.path("networks")) {
      if (!nics.has(Nics.network(network))) {
        wrong = with(wrong, "networks", "Invalid", "Network or pool does not exist");
      }
    }
    wrong = plainValues(wrong, vm, "tags");
    wrong = plainValues(wrong, vm, "customer_metadata");
    if (wrong.isPresent()) {
      throw wrong.get();
    }
  }

  static Optional<Refusal> plainValues(Optional<Refusal> wrong, JsonNode vm, String name) {
    Optional<Refusal> still = wrong;
    for (var entry : vm.path(name).properties()) {
      boolean secret = name.equals("customer_metadata") && entry.getKey().endsWith("_pw");
      if (!entry.getValue().isValueNode() || secret) {
        still = with(still, name, "Invalid", entry.getKey() + " is not allowed");
      }
    }
    return still;
  }

  static boolean isActive(ObjectNode vm) {
    String state = vm.path("state").asText();
    return !state.equals("destroyed") && !state.equals("failed");
  }

  private static boolean isUuid(String text) {
    try {
      UUID.fromString(text);
      return true;
    } catch (IllegalArgumentException bad) {
      return false;
    }
  }

  private static Optional<Refusal> with(
      Optional<Refusal> wrong, String field, String code, String text) {
    return Optional.of(wrong.orElseGet(VmRules::invalid).field(field, code, text));
  }

  static Refusal invalid() {
    return Refusal.of(409, "ValidationFailed", "Invalid VM parameters");
  }
}
