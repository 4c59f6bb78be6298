/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network interfaces of VMs, with addresses out of their networks: triton-apis.md 8.3. */
public final class Nics {
  private static final int OCTETS = 4;
  private static final int BITS = 8;
  private static final int OCTET = 0xff;
  private static final int LAST_OF_MAC = 3;
  private final Records networks;
  private final Records pools;
  private final Records vms;

  /** Takes what there is. */
  public Nics(Records networks, Records pools, Records vms) {
    this.networks = networks;
    this.pools = pools;
    this.vms = vms;
  }

  /** Which network or pool is meant by what a client writes among the networks of a VM. */
  static String network(JsonNode wanted) {
    if (wanted.isTextual()) {
      return wanted.asText();
    }
    return wanted.path("ipv4_uuid").asText(wanted.path("uuid").asText());
  }

  boolean has(String network) {
    return networks.get(network).isPresent() || pools.get(network).isPresent();
  }

  /**
   * Gives a VM its interfaces.
   *
   * @param wanted the networks as they were asked for; the first is the primary one, unless another
   *     says so
   * @param address where the VM really is
   */
  void give(ObjectNode vm, JsonNode wanted, String address) {
    int primary = 0;
    for (int i = 0; i < wanted.size(); i++) {
      primary = wanted.get(i).path("primary").asBoolean() ? i : primary;
    }
    vm.putArray("nics");
    Set<String> resolvers = new LinkedHashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      ObjectNode nic = add(vm, network(wanted.get(i)), address);
      if (i == primary) {
        nic.put("primary", true);
      }
      networks
          .get(nic.path("network_uuid").asText())
          .ifPresent(one -> one.path("resolvers").forEach(ip -> resolvers.add(ip.asText())));
    }
    ArrayNode all = vm.putArray("resolvers");
    resolvers.forEach(all::add);
  }

  /**
   * Adds one, which is not primary.
   *
   * @param where network or pool
   * @param address where the VM really is
   */
  public ObjectNode add(ObjectNode vm, String where, String address) {
    ArrayNode nics = vm.withArray("nics");
    String uuid = vm.path("uuid").asText();
    ObjectNode nic =
        JsonNodeFactory.instance
            .objectNode()
            .put("interface", "net" + nics.size())
            .put("mac", mac(uuid, nics.size()))
            .put("belongs_to_uuid", uuid)
            // The zones of a sandbox share one address, so the port belongs to it.
            .put("ip", address);
    Optional<ObjectNode> pool = pools.get(where);
    pool.ifPresent(one -> nic.set("nic_tag", one.path("nic_tag")));
    networks
        .get(pool.map(one -> one.path("networks").path(0).asText()).orElse(where))
        .ifPresent(network -> join(vm, nic, network));
    nics.add(nic);
    return nic;
  }

  private void join(ObjectNode vm, ObjectNode nic, ObjectNode network) {
    for (String name : List.of("nic_tag", "vlan_id", "mtu", "gateway", "netmask")) {
      if (network.has(name)) {
        nic.set(name, network.path(name));
      }
    }
    nic.set("network_uuid", network.path("uuid"));
    if (network.has("provision_start_ip")) {
      nic.putArray("ips")
          .add(free(vm, network) + network.path("subnet").asText().replaceFirst("^[^/]*", ""));
    }
  }

  private String free(ObjectNode vm, ObjectNode network) {
    Set<String> taken =
        Stream.concat(Stream.of(vm), vms.all().stream().filter(one -> isAnother(vm, one)))
            .flatMap(one -> one.path("nics").valueStream())
            .filter(nic -> nic.path("network_uuid").equals(network.path("uuid")))
            .map(nic -> nic.path("ips").path(0).asText().replaceFirst("/.*", ""))
            .collect(Collectors.toSet());
    long last = number(network.path("provision_end_ip").asText());
    for (long ip = number(network.path("provision_start_ip").asText()); ip <= last; ip++) {
      if (!taken.contains(dotted(ip))) {
        return dotted(ip);
      }
    }
    throw new IllegalStateException("SubnetFull: no more free IPs on " + network.path("uuid"));
  }

  private static boolean isAnother(ObjectNode vm, ObjectNode one) {
    return VmRules.isActive(one) && !one.path("uuid").equals(vm.path("uuid"));
  }

  private static long number(String dotted) {
    return Stream.of(dotted.split("\\."))
        .mapToLong(Long::parseLong)
        .reduce(0, (sum, octet) -> (sum << BITS) + octet);
  }

  private static String dotted(long number) {
    StringBuilder text = new StringBuilder();
    for (int i = OCTETS - 1; i >= 0; i--) {
      text.append(number >> (i * BITS) & OCTET).append(i == 0 ? "" : ".");
    }
    return text.toString();
  }

  private static String mac(String vm, int number) {
    long bits = UUID.nameUUIDFromBytes((vm + number).getBytes(US_ASCII)).getLeastSignificantBits();
    StringBuilder mac = new StringBuilder("90:b8:d0");
    for (int i = 0; i < LAST_OF_MAC; i++) {
      mac.append(":%02x".formatted(bits >> (i * BITS) & OCTET));
    }
    return mac.toString();
  }
}
