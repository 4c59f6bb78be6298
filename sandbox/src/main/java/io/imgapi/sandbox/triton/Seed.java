/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import java.util.List;

/** What a data centre has when it is new: packages, networks, images. */
final class Seed {
  /** The image that the data centre's own IMGAPI runs. */
  static final String IMGAPI_IMAGE = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";

  /** The package of core zones. */
  static final String CORE_PACKAGE = "73a1ca34-1e30-48c7-8681-70314a9c67d3";

  /** The network that is reached from elsewhere. */
  static final String EXTERNAL_NETWORK = "8ba8a35f-3eb3-496b-8103-8238eb40f9d0";

  /** The network of the core zones. */
  static final String ADMIN_NETWORK = "8ba8a35f-3eb3-496b-8103-8238eb40f9d1";

  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private Seed() {}

  static void packages(Records packages, String otherOwner) {
    if (!packages.isEmpty()) {
      return;
    }
    packages.put(size(CORE_PACKAGE, "sample-2G", "1.0.0", 2048));
    packages.put(size("73a1ca34-1e30-48c7-8681-70314a9c67d4", "sample-1G", "1.0.0", 1024));
    packages.put(size("73a1ca34-1e30-48c7-8681-70314a9c67d5", "sample-1G", "1.10.0", 1024));
    packages.put(
        size("73a1ca34-1e30-48c7-8681-70314a9c67d6", "sample-old", "1.0.0", 512)
            .put("active", false));
    ObjectNode restricted =
        size("73a1ca34-1e30-48c7-8681-70314a9c67d7", "sample-theirs", "1.0.0", 512);
    restricted.putArray("owner_uuids").add(otherOwner);
    packages.put(restricted);
  }

  private static ObjectNode size(String uuid, String name, String version, int ram) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", uuid)
        .put("name", name)
        .put("version", version)
        .put("active", true)
        .put("cpu_cap", 200)
        .put("max_lwps", 4000)
        .put("max_physical_memory", ram)
        .put("max_swap", 4 * ram)
        .put("quota", 51200)
        .put("zfs_io_priority", 32)
        .put("fss", 128)
        .put("v", 1);
  }

  static void networks(Records networks, Records pools) {
    if (!networks.isEmpty()) {
      return;
    }
    networks.put(subnet(EXTERNAL_NETWORK, "external", "external", "10.99.99"));
    networks.put(subnet(ADMIN_NETWORK, "admin", "admin", "10.99.98"));
    networks.put(
        subnet(
                "8ba8a35f-3eb3-496b-8103-8238eb40f9d2",
                "My-Fabric-Network",
                "sdc_overlay",
                "192.168.128")
            .put("fabric", true)
            .put("vnet_id", 7)
            .put("internet_nat", true));
    ObjectNode pool = network("e967a42b-312d-490c-b753-c4768d9f2091", "external-pool", "external");
    pool.putArray("nic_tags_present").add("external");
    pool.putArray("networks").add(EXTERNAL_NETWORK);
    pools.put(pool);
    ObjectNode six =
        network("d967a42b-312d-490c-b753-c4768d9f2092", "external6-pool", "external")
            .put("family", "ipv6");
    six.putArray("nic_tags_present").add("external");
    pools.put(six);
  }

  private static ObjectNode network(String uuid, String name, String tag) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("family", "ipv4")
        .put("uuid", uuid)
        .put("name", name)
        .put("description", name)
        .put("nic_tag", tag);
  }

  /** A network of 256 addresses, with those three numbers before the last. */
  private static ObjectNode subnet(String uuid, String name, String tag, String first) {
    ObjectNode network =
        network(uuid, name, tag)
            .put("vlan_id", 0)
            .put("mtu", 1500)
            .put("subnet", first + ".0/24")
            .put("netmask", "255.255.255.0")
            .put("gateway", first + ".1")
            .put("provision_start_ip", first + ".10")
            .put("provision_end_ip", first + ".250");
    network.putArray("resolvers").add(first + ".2");
    return network;
  }

  /** The newest is neither the first nor the last by uuid. */
  static void updates(Records updates) {
    if (!updates.isEmpty()) {
      return;
    }
    updates.put(
        image("fbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0001", "imgapi", 15, List.of("dev", "release")));
    updates.put(
        image("abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002", "imgapi", 20, List.of("dev", "release")));
    updates.put(image("cbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0003", "imgapi", 22, List.of("dev")));
    updates.put(
        image("dbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0004", "papi", 23, List.of("dev", "release")));
  }

  static void images(Records images, String admin) {
    if (images.isEmpty()) {
      ObjectNode old = image(IMGAPI_IMAGE, "imgapi", 10, List.of()).put("owner", admin);
      old.remove("channels");
      images.put(old);
    }
  }

  private static ObjectNode image(String uuid, String name, int day, List<String> channels) {
    ObjectNode image =
        JsonNodeFactory.instance
            .objectNode()
            .put("v", 2)
            .put("uuid", uuid)
            .put("owner", NOBODY)
            .put("name", name)
            .put("version", "release-202604%02d".formatted(day))
            .put("state", "active")
            .put("disabled", false)
            .put("public", false)
            .put("published_at", "2026-04-%02dT16:55:13.120Z".formatted(day))
            .put("type", "zone-dataset")
            .put("os", "smartos");
    image
        .putArray("files")
        .addObject()
        .put("sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        .put("size", 65432100)
        .put("compression", "gzip");
    ArrayNode in = image.putArray("channels");
    channels.forEach(in::add);
    return image;
  }
}
