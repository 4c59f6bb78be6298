/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.Secret;
import io.imgapi.triton.datacenter.Datacenter;
import io.imgapi.triton.ufds.UfdsAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the metadata of the {@code sdc} application, which names everything (triton-apis.md 1.2).
 */
final class SdcMetadata {
  private final ObjectNode metadata;

  SdcMetadata(ObjectNode metadata) {
    this.metadata = metadata;
  }

  Datacenter datacenter(URI sapi, URI updates) {
    UfdsAddress local = ufds("ufds_domain", text("ufds_ldap_root_pw"));
    return new Datacenter(
        text("datacenter_name"),
        sapi,
        service("VMAPI"),
        service("PAPI"),
        service("NAPI"),
        service("IMGAPI"),
        service("WORKFLOW"),
        local,
        isMaster() ? local : master(),
        adminUuid(),
        text("ufds_admin_login"),
        optional("http_proxy").map(proxy -> address("http_proxy", proxy)),
        optional("update_channel"),
        updates);
  }

  /** A boolean or a text, in whatever case (triton-apis.md 3.1). */
  private boolean isMaster() {
    return metadata.path("ufds_is_master").asText().equalsIgnoreCase("true");
  }

  private UfdsAddress master() {
    return ufds(
        "ufds_remote_ip",
        optional("ufds_remote_ldap_root_pw").orElseGet(() -> text("ufds_ldap_root_pw")));
  }

  private UfdsAddress ufds(String name, String password) {
    URI address = address(name, "ldaps://" + text(name));
    int port = address.getPort() < 0 ? UfdsAddress.LDAPS : address.getPort();
    return new UfdsAddress(
        address.getHost(), port, text("ufds_ldap_root_dn"), Secret.of(password), "");
  }

  private URI service(String name) {
    return address(name + "_SERVICE", "http://" + text(name + "_SERVICE"));
  }

  private static URI address(String name, String text) {
    return parsed(text)
        .filter(address -> address.getHost() != null && address.getRawPath().length() <= 1)
        .orElseThrow(() -> wrong(name, "is no address"));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private UUID adminUuid() {
    try {
      return UUID.fromString(text("ufds_admin_uuid"));
    } catch (IllegalArgumentException e) {
      throw wrong("ufds_admin_uuid", "is no uuid");
    }
  }

  private Optional<String> optional(String name) {
    return Optional.of(metadata.path(name))
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  private String text(String name) {
    return optional(name).orElseThrow(() -> wrong(name, "is missing"));
  }

  private static ImgapiException wrong(String name, String how) {
    return ImgapiException.of(
            ExitCode.CONFIG_INVALID,
            "SAPI's metadata of the sdc application is incomplete: " + name + " " + how)
        .remedy("look at it in SAPI: sdc-sapi /applications?name=sdc");
  }
}
