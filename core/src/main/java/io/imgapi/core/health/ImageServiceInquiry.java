/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.Mode;
import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.FileStart;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.Ping;
import io.imgapi.triton.imgapi.Trust;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Whether the image service answers, in clear text and over TLS, lists images and has their files.
 */
record ImageServiceInquiry(
    Scene scene, Optional<ImgapiConfig> config, OptionalInt httpsPort, Duration limit)
    implements Inquiry {
  private static final List<CheckName> OVER_TLS =
      List.of(CheckName.HTTPS_PING, CheckName.IMAGES, CheckName.IMAGE_FILE);
  private static final int FIRST_BYTES = 512;
  private static final int UNAUTHORIZED = 401;

  @Override
  public List<CheckName> checks() {
    return List.of(
        CheckName.HTTP_PING, CheckName.HTTPS_PING, CheckName.IMAGES, CheckName.IMAGE_FILE);
  }

  @Override
  public void make(Findings findings) {
    if (config.isEmpty()) {
      findings.skipRest(checks(), "the configuration does not say where the service listens");
    } else if (isCopyOfAZone()) {
      findings.skipRest(checks(), "there is no service control here, so no service either");
    } else {
      askService(findings, config.get());
    }
  }

  /** Below another root, services run only where there is a service control. */
  private boolean isCopyOfAZone() {
    return !scene.layout().isSystemRoot()
        && scene.files().lookThrough(java.nio.file.Path.of(scene.programs().svcs())).isEmpty();
  }

  private void askService(Findings findings, ImgapiConfig configuration) {
    String clear =
        "http://"
            + TlsFrontEnd.reachable(configuration.service().host())
            + ":"
            + configuration.service().port();
    try (ImgapiClient client = client(clear, Trust.AUTHORITIES)) {
      findings.check(CheckName.HTTP_PING, () -> ping(CheckName.HTTP_PING, clear, client.ping()));
    }
    if (!findings.want(CheckName.HTTPS_PING, CheckName.IMAGES, CheckName.IMAGE_FILE)) {
      return;
    }
    Optional<String> tls = TlsFrontEnd.address(scene, httpsPort);
    if (tls.isEmpty()) {
      findings.skipRest(OVER_TLS, "there is no haproxy.cfg here that says where TLS is spoken");
      return;
    }
    // The certificate is a check of its own, and one that an instance signed itself is usual.
    try (ImgapiClient client = client(tls.get(), Trust.ANYBODY)) {
      askOverTls(findings, tls.get(), client, configuration);
    }
  }

  private void askOverTls(
      Findings findings, String address, ImgapiClient client, ImgapiConfig configuration) {
    Finding ping = ping(CheckName.HTTPS_PING, address, client.ping());
    findings.add(ping);
    if (ping.state() != CheckState.OK) {
      findings.skipRest(OVER_TLS, "not asked: " + CheckName.HTTPS_PING.title() + " failed");
      return;
    }
    Answer<List<JsonNode>> images = client.images(1);
    findings.check(CheckName.IMAGES, () -> images(address, images, configuration));
    findings.check(CheckName.IMAGE_FILE, () -> imageFile(address, client, images));
  }

  private ImgapiClient client(String address, Trust trust) {
    return new ImgapiClient(
        ImgapiOptions.at(URI.create(address), scene.clock())
            .over(scene.host().sockets())
            .trusting(trust)
            .within(limit));
  }

  private static Finding ping(CheckName check, String address, Answer<Ping> answer) {
    if (answer instanceof Answered<Ping> answered) {
      return answered.value().isHealthy()
          ? Finding.ok(check, "pong from " + address)
          : Finding.fault(check, "what answers there is no image service")
              .command(curl(address + "/ping"))
              .detail("the answer is not that of an image service")
              .remedy("see what listens there: netstat -an, svcs -p imgapi haproxy");
    }
    return Unanswered.explain(check, answer, curl(address + "/ping"));
  }

  private static Finding images(
      String address, Answer<List<JsonNode>> answer, ImgapiConfig configuration) {
    if (answer instanceof Answered<List<JsonNode>> answered) {
      return Finding.ok(
          CheckName.IMAGES,
          answered.value().isEmpty() ? "no image is published" : "images are listed");
    }
    if (isForMembersOnly(answer, configuration)) {
      return Finding.skipped(
          CheckName.IMAGES, "a private service shows its images to signed requests only");
    }
    return Unanswered.explain(CheckName.IMAGES, answer, curl(address + "/images?limit=1"));
  }

  private static boolean isForMembersOnly(Answer<?> answer, ImgapiConfig configuration) {
    return configuration.mode() == Mode.PRIVATE
        && answer instanceof Declined<?> no
        && no.status() == UNAUTHORIZED;
  }

  private static Finding imageFile(
      String address, ImgapiClient client, Answer<List<JsonNode>> images) {
    if (!(images instanceof Answered<List<JsonNode>> listed)) {
      return Finding.skipped(CheckName.IMAGE_FILE, "not asked: no list of images came");
    }
    if (listed.value().isEmpty()) {
      return Finding.skipped(CheckName.IMAGE_FILE, "no image is published");
    }
    JsonNode manifest = listed.value().get(0);
    String uuid = manifest.path("uuid").asText();
    if (!uuid.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      return Finding.fault(CheckName.IMAGE_FILE, "the first image that is listed has no uuid")
          .command(curl(address + "/images?limit=1"))
          .remedy("imgapi verify --local");
    }
    String command = curl("-o /dev/null " + address + "/images/" + uuid + "/file");
    Answer<FileStart> answer = client.fileStart(UUID.fromString(uuid), FIRST_BYTES);
    if (!(answer instanceof Answered<FileStart> came)) {
      return Unanswered.explain(CheckName.IMAGE_FILE, answer, command)
          .remedy("imgapi verify --local; a file that is lost: imgapi restore --only " + uuid);
    }
    long size = came.value().size().orElse(-1);
    long promised = manifest.path("files").path(0).path("size").asLong(-1);
    if (came.value().bytes() == 0 || (size >= 0 && promised >= 0 && size != promised)) {
      return Finding.fault(CheckName.IMAGE_FILE, "the file of image " + uuid + " is not whole")
          .command(command)
          .detail("its manifest says " + promised + " bytes, " + size + " are there")
          .remedy("imgapi verify --local; to bring it back: imgapi restore --only " + uuid);
    }
    return Finding.ok(CheckName.IMAGE_FILE, "the file of image " + uuid + " begins to come");
  }

  private static String curl(String rest) {
    return "curl -k " + rest;
  }
}
