/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.Ping;
import io.imgapi.triton.vmapi.Nic;
import io.imgapi.triton.vmapi.Vm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The zones of the data centre's image service. Each takes what SAPI says within three minutes and
 * starts its service anew, which shows in the process id that it tells (triton-apis.md 2.3, 10).
 */
final class ServiceZones {
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final TritonAccess triton;

  ServiceZones(TritonAccess triton) {
    this.triton = triton;
  }

  /**
   * A zone.
   *
   * @param address of its interface
   */
  record ServiceZone(String alias, String address) {}

  List<ServiceZone> running() {
    List<ServiceZone> zones = new ArrayList<>();
    triton
        .vmapi()
        .vms(
            Map.of(
                "owner_uuid",
                triton.datacenter().adminUuid().toString(),
                "tag.smartdc_role",
                "imgapi",
                "state",
                "running"))
        .stream()
        .sorted(Comparator.comparing(Vm::alias))
        .forEach(vm -> zones.add(new ServiceZone(vm.alias(), address(vm))));
    return List.copyOf(zones);
  }

  /** On the admin network, where there is one: the service listens there. */
  private static String address(Vm vm) {
    return vm.nics().stream()
        .filter(nic -> nic.nicTag().equals("admin"))
        .findFirst()
        .or(vm::primaryNic)
        .map(Nic::ip)
        .orElse("");
  }

  /** Which process serves in each zone now; a zone that does not tell is left out. */
  Map<ServiceZone, Long> processes(List<ServiceZone> zones) {
    Map<ServiceZone, Long> processes = new LinkedHashMap<>();
    for (ServiceZone zone : zones) {
      OptionalLong pid = pid(zone);
      if (pid.isPresent()) {
        processes.put(zone, pid.getAsLong());
      }
    }
    return processes;
  }

  /**
   * Waits until in every zone another process serves than before.
   *
   * @return the zones in which that was not seen within the time
   */
  List<ServiceZone> awaitRestart(
      List<ServiceZone> zones, Map<ServiceZone, Long> before, Duration limit)
      throws InterruptedException {
    Instant end = triton.options().clock().instant().plus(limit);
    List<ServiceZone> left = new ArrayList<>(zones);
    while (true) {
      left.removeIf(zone -> hasRestarted(zone, before));
      Duration rest = Duration.between(triton.options().clock().instant(), end);
      if (left.isEmpty() || rest.isNegative() || rest.isZero()) {
        return List.copyOf(left);
      }
      triton.options().sleeper().sleep(rest.compareTo(BETWEEN) < 0 ? rest : BETWEEN);
    }
  }

  private boolean hasRestarted(ServiceZone zone, Map<ServiceZone, Long> before) {
    OptionalLong now = pid(zone);
    return now.isPresent() && before.containsKey(zone) && now.getAsLong() != before.get(zone);
  }

  private OptionalLong pid(ServiceZone zone) {
    if (zone.address().isEmpty()) {
      return OptionalLong.empty();
    }
    try (ImgapiClient service = client(zone)) {
      return service.ping() instanceof Answer.Answered<Ping> answer
          ? answer.value().pid()
          : OptionalLong.empty();
    }
  }

  /** Whether a zone keeps image files in Manta; no where it does not tell. */
  boolean usesManta(ServiceZone zone) {
    try (ImgapiClient service = client(zone)) {
      return service.storageTypes() instanceof Answer.Answered<List<String>> answer
          && answer.value().contains("manta");
    }
  }

  private ImgapiClient client(ServiceZone zone) {
    return new ImgapiClient(
        ImgapiOptions.at(URI.create("http://" + zone.address()), triton.options().clock())
            .over(triton.options().sockets())
            .within(LIMIT));
  }
}
