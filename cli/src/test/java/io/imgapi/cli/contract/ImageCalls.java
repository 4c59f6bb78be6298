/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static io.imgapi.cli.contract.ClientCalls.ADMIN;
import static io.imgapi.cli.contract.ClientCalls.JOB;
import static io.imgapi.cli.contract.ClientCalls.LOCAL_IMAGE;
import static io.imgapi.cli.contract.ClientCalls.NONE;
import static io.imgapi.cli.contract.ClientCalls.OPERATOR;
import static io.imgapi.cli.contract.ClientCalls.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.images.Channel;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.Answer.Speaker;
import io.imgapi.triton.imgapi.Ping;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Calls of what keeps images: a data centre's IMGAPI, the updates server, a standalone one. */
final class ImageCalls {
  private static final UUID FIRST = UUID.fromString("fbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0001");
  private static final UUID SECOND = UUID.fromString("abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002");
  private static final UUID OF_DEV = UUID.fromString("cbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0003");
  private static final URI UPDATES = URI.create("https://updates.example.com");

  private ImageCalls() {}

  static void add(Map<String, ClientCalls.Check> calls) {
    imgapi(calls);
    updates(calls);
    standalone(calls);
  }

  private static void imgapi(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "imgapi/workflow-down",
        clients -> {
          TritonException failure =
              fails(
                  Kind.UNAVAILABLE,
                  () -> clients.images().importRemote(SECOND, UPDATES, "release"));
          assertThat(failure.code()).isEqualTo("ServiceUnavailable");
          assertThat(failure.mayHaveHappened()).isFalse();
        });
    calls.put(
        "imgapi/failure-without-a-code",
        clients -> {
          TritonException failure =
              fails(Kind.UNAVAILABLE, () -> clients.images().addToAcl(LOCAL_IMAGE, OPERATOR));
          assertThat(failure.code()).isEmpty();
          assertThat(failure).hasMessage("something broke");
        });
    calls.put(
        "imgapi/image",
        clients -> {
          Image image = clients.images().image(LOCAL_IMAGE, Optional.empty());
          assertThat(image.owner()).isEqualTo(ADMIN);
          assertThat(image.state()).isEqualTo("active");
          assertThat(image.published()).contains(Instant.parse("2026-04-10T16:55:13.120Z"));
          assertThat(image.acl()).isEmpty();
          assertThat(image.isPublic()).isFalse();
        });
    calls.put(
        "imgapi/image-absent",
        clients -> fails(Kind.ABSENT, () -> clients.images().image(NONE, Optional.empty())));
    calls.put(
        "imgapi/account-added-to-acl",
        clients -> {
          for (int i = 0; i < 2; i++) {
            assertThat(clients.images().addToAcl(LOCAL_IMAGE, OPERATOR).acl())
                .containsExactly(OPERATOR);
          }
        });
    calls.put(
        "imgapi/acl-of-absent-image",
        clients -> fails(Kind.ABSENT, () -> clients.images().addToAcl(NONE, OPERATOR)));
    calls.put(
        "imgapi/import-remote",
        clients -> {
          assertThat(clients.images().importRemote(SECOND, UPDATES, "release"))
              .isEqualTo(
                  new JobRef(
                      UUID.fromString(JOB),
                      SECOND,
                      Optional.of(URI.create("http://workflow.testdc.example.com"))));
          assertThat(clients.workflow().job(UUID.fromString(JOB)).execution())
              .isEqualTo(Execution.SUCCEEDED);
          assertThat(clients.images().image(SECOND, Optional.empty()).state()).isEqualTo("active");
          TritonException failure =
              fails(Kind.CONFLICT, () -> clients.images().importRemote(SECOND, UPDATES, "release"));
          assertThat(failure.code()).isEqualTo("ImageUuidAlreadyExists");
          clients.images().delete(SECOND);
        });
    calls.put(
        "imgapi/import-of-what-the-source-has-not",
        clients -> {
          TritonException failure =
              fails(
                  Kind.UNAVAILABLE,
                  () -> clients.images().importRemote(OF_DEV, UPDATES, "release"));
          assertThat(failure.code()).isEqualTo("RemoteSource");
        });
  }

  private static void updates(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "updates/channels-absent", clients -> assertThat(clients.updates().channels()).isEmpty());
    calls.put(
        "updates/channels",
        clients ->
            assertThat(clients.updates().channels())
                .containsExactly(
                    new Channel("dev", "for those who work on it", true),
                    new Channel("release", "for everybody", false)));
    calls.put(
        "updates/images-by-name",
        clients ->
            assertThat(clients.updates().named("imgapi", Optional.of("release")))
                .extracting(Image::uuid)
                .containsExactly(FIRST, SECOND));
    calls.put(
        "updates/images-of-an-unknown-channel",
        clients -> {
          TritonException failure =
              fails(Kind.REJECTED, () -> clients.updates().named("imgapi", Optional.of("nowhere")));
          assertThat(failure.code()).isEqualTo("ValidationFailed");
          assertThat(failure.errors().get(0).field()).isEqualTo("channel");
        });
    calls.put(
        "updates/image-in-a-channel",
        clients ->
            assertThat(clients.updates().image(FIRST, Optional.of("release")).channels())
                .isEqualTo(List.of("dev", "release")));
    calls.put(
        "updates/image-in-any-channel",
        clients ->
            assertThat(clients.updates().image(OF_DEV, Optional.of("*")).uuid()).isEqualTo(OF_DEV));
    calls.put(
        "updates/image-not-in-the-channel",
        clients ->
            fails(Kind.ABSENT, () -> clients.updates().image(OF_DEV, Optional.of("release"))));
  }

  private static void standalone(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "standalone/ping",
        clients ->
            assertThat(clients.standalone().ping())
                .isEqualTo(
                    new Answered<>(
                        200,
                        new Ping(true, true, "4.13.1", OptionalLong.empty(), Optional.empty()))));
    calls.put(
        "standalone/images",
        clients ->
            assertThat(clients.standalone().images(1)).isEqualTo(new Answered<>(200, List.of())));
    calls.put(
        "standalone/reload-refused",
        clients ->
            assertThat(clients.standalone().reloadAuthKeys(new Clients.Nobody()))
                .isEqualTo(
                    new Declined<>(401, "UnauthorizedError", "Unauthorized", Speaker.SERVICE)));
    calls.put(
        "standalone/front-end-without-service",
        clients ->
            assertThat(clients.standalone().ping())
                .isEqualTo(new Declined<>(503, "", "", Speaker.FRONT_END)));
  }
}
