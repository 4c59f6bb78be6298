/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.workflow.JobStep;
import io.imgapi.sandbox.triton.workflow.Jobs;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The IMGAPI of a data centre: triton-apis.md 6 and 16.4. */
public final class DatacenterImages {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private final Records images;
  private final Jobs jobs;
  private final Setting setting;

  /**
   * What it needs of others.
   *
   * @param admin becomes the owner of images that have none
   * @param updates where images are fetched from
   * @param offered the updates server's images
   * @param workflow where jobs are told of
   * @param step how long each step of an import takes
   * @param agent brings it what SAPI says
   */
  public record Setting(
      String admin,
      URI updates,
      Records offered,
      Supplier<URI> workflow,
      Duration step,
      ConfigAgent agent) {}

  private DatacenterImages(Records images, Jobs jobs, Setting setting) {
    this.images = images;
    this.jobs = jobs;
    this.setting = setting;
  }

  /** What it answers. */
  public static Routes of(Records images, Jobs jobs, Setting setting) {
    DatacenterImages service = new DatacenterImages(images, jobs, setting);
    return Routes.of(ImageQuery.VERSIONS)
        .on("GET", "/ping", service::ping)
        .on("GET", "/state", service::state)
        .on("GET", "/images", service::list)
        .on("GET", "/images/:uuid", service::get)
        .on("POST", "/images/:uuid", service::act)
        .on("DELETE", "/images/:uuid", service::delete)
        .on("POST", "/images/:uuid/acl", service::acl);
  }

  private Answer ping(Asked asked, Map<String, String> words) {
    return Answer.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("ping", "pong")
            .put("version", "4.13.1")
            .put("imgapi", true)
            .put("pid", setting.agent().pid()));
  }

  private Answer state(Asked asked, Map<String, String> words) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.putObject("log").put("level", 20);
    setting.agent().storageTypes().forEach(state.putArray("storageTypes")::add);
    return Answer.ok(state);
  }

  private Answer list(Asked asked, Map<String, String> words) {
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    ImageQuery.list(images, asked, image -> true).forEach(page::add);
    return Answer.ok(page);
  }

  private Answer get(Asked asked, Map<String, String> words) {
    ObjectNode found = existing(words.get("uuid"));
    if (!ImageFilters.account(asked).test(found)) {
      throw absent(words.get("uuid"));
    }
    ObjectNode image = ImageQuery.shown(found, asked);
    return Answer.ok(image).with("Etag", Integer.toHexString(image.hashCode()));
  }

  private ObjectNode existing(String uuid) {
    return images.get(uuid).orElseThrow(() -> absent(uuid));
  }

  private static Refusal absent(String uuid) {
    return Refusal.absent("image " + uuid + " not found");
  }

  private Answer delete(Asked asked, Map<String, String> words) {
    existing(words.get("uuid"));
    images.remove(words.get("uuid"));
    return Answer.empty(204);
  }

  private Answer acl(Asked asked, Map<String, String> words) {
    existing(words.get("uuid"));
    String action = asked.parameter("action").orElse("add");
    if (!asked.body().isArray() || !List.of("add", "remove").contains(action)) {
      throw ImageQuery.invalid("acl");
    }
    for (JsonNode account : asked.body()) {
      requireUuid(account.asText());
    }
    ObjectNode changed =
        images
            .change(words.get("uuid"), image -> withAcl(image, asked.body(), action.equals("add")))
            .orElseThrow();
    return Answer.ok(changed).with("Etag", Integer.toHexString(changed.hashCode()));
  }

  private static ObjectNode withAcl(ObjectNode image, JsonNode accounts, boolean add) {
    List<String> acl = new java.util.ArrayList<>();
    image.path("acl").forEach(one -> acl.add(one.asText()));
    for (JsonNode account : accounts) {
      acl.remove(account.asText());
      if (add) {
        acl.add(account.asText());
      }
    }
    image.remove("acl");
    if (!acl.isEmpty()) {
      ArrayNode list = image.putArray("acl");
      acl.forEach(list::add);
    }
    return image;
  }

  private static void requireUuid(String text) {
    try {
      UUID.fromString(text);
    } catch (IllegalArgumentException bad) {
      throw ImageQuery.invalid("acl");
    }
  }

  private Answer act(Asked asked, Map<String, String> words) {
    String uuid = words.get("uuid");
    if (!asked.parameter("action").equals(Optional.of("import-remote"))) {
      throw ImageQuery.invalid("action");
    }
    if (asked.parameter("account").isPresent()) {
      throw Refusal.of(403, "OperatorOnly", "for operators only");
    }
    String source =
        asked
            .parameter("source")
            .orElseThrow(
                () ->
                    Refusal.of(422, "ValidationFailed", "missing parameter")
                        .field("source", "MissingParameter", ""));
    if (images.get(uuid).isPresent()) {
      throw Refusal.of(
          409, "ImageUuidAlreadyExists", "an image with UUID \"" + uuid + "\" already exists");
    }
    ObjectNode offered = offered(source, uuid);
    ObjectNode params =
        JsonNodeFactory.instance
            .objectNode()
            .put("image_uuid", uuid)
            .put("task", "import-remote-image")
            .put("x-request-id", asked.header("x-request-id").orElse(""));
    String job =
        jobs.begin(
            "import-remote-image-7.0.1",
            "/import-remote-image-" + uuid,
            params,
            List.of(
                new JobStep("origin_import_images", setting.step(), () -> "no origins"),
                new JobStep(
                    "import_image", setting.step(), () -> put(offered, "unactivated", "imported")),
                new JobStep("add_image_file", setting.step(), () -> "file added"),
                new JobStep(
                    "activate_image", setting.step(), () -> put(offered, "active", "activated"))),
            () -> images.remove(uuid));
    return Answer.ok(
            JsonNodeFactory.instance.objectNode().put("image_uuid", uuid).put("job_uuid", job))
        .with("workflow-api", setting.workflow().get().toString());
  }

  private ObjectNode offered(String source, String uuid) {
    URI from;
    try {
      from = URI.create(source);
    } catch (IllegalArgumentException bad) {
      throw ImageQuery.invalid("source");
    }
    if (!setting.updates().getScheme().equals(from.getScheme())
        || !setting.updates().getRawAuthority().equals(from.getRawAuthority())) {
      throw Refusal.of(503, "RemoteSourceError", "cannot reach " + source);
    }
    String channel = channel(from);
    return setting
        .offered()
        .get(uuid)
        .filter(image -> Channels.has(channel, image))
        .orElseThrow(
            () -> Refusal.of(503, "RemoteSourceError", "image " + uuid + " was not found there"));
  }

  private static String channel(URI source) {
    String query = source.getRawQuery() == null ? "" : source.getRawQuery();
    return Arrays.stream(query.split("&"))
        .filter(parameter -> parameter.startsWith("channel="))
        .map(
            parameter ->
                URLDecoder.decode(parameter.substring("channel=".length()), StandardCharsets.UTF_8))
        .findFirst()
        .orElse(Channels.DEFAULT);
  }

  private String put(ObjectNode offered, String state, String said) {
    ObjectNode image = offered.deepCopy();
    image.remove("channels");
    if (image.path("owner").asText().equals(NOBODY)) {
      image.put("owner", setting.admin());
    }
    images.put(image.put("state", state));
    return said;
  }
}
