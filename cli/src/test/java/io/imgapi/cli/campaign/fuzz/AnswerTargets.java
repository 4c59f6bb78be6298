/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.MantaStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.RetryPolicy;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.cloudapi.CloudapiClient;
import io.imgapi.triton.cloudapi.CloudapiSigner;
import io.imgapi.triton.images.ImagesClient;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.napi.NapiClient;
import io.imgapi.triton.papi.PapiClient;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.vmapi.VmapiClient;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.WfapiClient;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers of Manta and of the services of a data centre, read by the real clients. */
final class AnswerTargets implements Closeable {
  private static final UUID SOME = UUID.fromString("d4bb1b60-9172-4c58-b964-fe58a9989708");
  private static final Mutator BYTES = new BytesMutator();
  private static final List<Mutator> JSON_ANSWERS =
      List.of(
          BYTES,
          new HttpMutator(new JsonMutator()),
          new HttpMutator(new JsonMutator()),
          new HttpMutator(BYTES));
  private final SpoiledServer server = new SpoiledServer();
  private final List<Runnable> closings = new ArrayList<>();
  private final MantaStore manta;
  private final TritonOptions options =
      TritonOptions.of("0c0ffee0-0000-4000-8000-00000000000c", Clock.systemUTC(), time -> {});

  /** Starts the server that answers. */
  AnswerTargets(Path directory) throws IOException {
    Path key = directory.resolve("signer");
    OperatorKeyFiles.createEcdsa(key, "signer");
    MantaClient client =
        MantaClient.builder()
            .url(server.url().toString())
            .account("operator")
            .signer(MantaKeys.fromFile(key, PassphraseSource.none()))
            .retries(RetryPolicy.never())
            .sleeper(time -> {})
            .build();
    closings.add(client::close);
    manta = new MantaStore(client);
  }

  List<FuzzTarget> all() throws IOException {
    SapiClient sapi = new SapiClient(server.url(), options);
    PapiClient papi = new PapiClient(server.url(), options);
    NapiClient napi = new NapiClient(server.url(), options);
    VmapiClient vmapi = new VmapiClient(server.url(), options);
    WfapiClient workflow = new WfapiClient(server.url(), options);
    ImagesClient images = ImagesClient.ofUpdates(server.url(), options);
    ImgapiClient standalone = new ImgapiClient(ImgapiOptions.at(server.url(), Clock.systemUTC()));
    CloudapiClient cloudapi = new CloudapiClient(server.url(), new Somebody(), options);
    closings.addAll(
        List.of(
            sapi::close,
            papi::close,
            napi::close,
            vmapi::close,
            workflow::close,
            images::close,
            standalone::close,
            cloudapi::close));
    return List.of(
        new FuzzTarget(
            "manta-answers",
            "listings, objects and failures of Manta",
            12,
            mantaAnswers(),
            List.of(
                BYTES,
                new LinesMutator(BYTES),
                new HttpMutator(new LinesMutator(new JsonMutator())),
                new HttpMutator(BYTES)),
            this::askManta),
        service("sapi", List.of(() -> sapi.applications("sdc", true), () -> sapi.service(SOME))),
        service("papi", List.of(() -> papi.byUuid(SOME, SOME), () -> papi.byName("a", SOME))),
        service("napi", List.of(() -> napi.pools(SOME), () -> napi.networks(SOME))),
        service("vmapi", List.of(() -> vmapi.vm(SOME, true), () -> vmapi.vms(Map.of()))),
        service(
            "workflow",
            List.of(() -> workflow.job(SOME), () -> workflow.jobs(Execution.RUNNING, Map.of()))),
        service(
            "updates",
            List.of(
                () -> images.image(SOME, Optional.empty()),
                () -> images.named("imgapi", Optional.empty()),
                images::channels)),
        service("imgapi", List.of(() -> images.image(SOME, Optional.empty()), images::channels)),
        service(
            "standalone",
            List.of(standalone::ping, () -> standalone.images(3), () -> standalone.image(SOME))),
        service(
            "cloudapi",
            List.of(
                cloudapi::keys, () -> cloudapi.machine(SOME), () -> cloudapi.machinesNamed("a"))));
  }

  /** A call of a client. */
  @FunctionalInterface
  private interface Call {
    void run() throws Exception;
  }

  private FuzzTarget service(String name, List<Call> calls) throws IOException {
    return new FuzzTarget(
        "answers-of-" + name,
        "answers of " + name,
        3,
        answers(name),
        JSON_ANSWERS,
        input -> {
          server.answer(input);
          calls.get(Math.floorMod(Arrays.hashCode(input), calls.size())).run();
        });
  }

  /** What the contract's examples answer. */
  private static List<byte[]> answers(String service) throws IOException {
    List<byte[]> answers = new ArrayList<>();
    for (byte[] example : Seeds.files("cli/src/test/resources/contract/" + service, ".json")) {
      for (JsonNode exchange : new JsonMapper().readTree(example).path("exchanges")) {
        JsonNode response = exchange.path("response");
        answers.add(
            SpoiledServer.http(
                response.path("status").asInt(),
                "Content-Type: application/json\r\n",
                response.path("body").toString()));
      }
    }
    return answers;
  }

  private static List<byte[]> mantaAnswers() {
    String listing =
        """
        {"name":"a.raw","type":"object","etag":"0f9a2b60-1111-4c58-b964-fe58a9989708","size":12,\
        "mtime":"2026-11-22T09:17:00.000Z","durability":2,"contentType":"text/plain",\
        "contentMD5":"1B2M2Y8AsgTpgAmY7PhCfg=="}
        {"name":"b","type":"directory","mtime":"2026-11-22T09:17:00.000Z"}
        """;
    String kind = "Date: Sun, 22 Nov 2026 09:17:00 GMT\r\nx-request-id: 12\r\n";
    return List.of(
        SpoiledServer.http(
            200,
            kind
                + "Content-Type: application/x-json-stream; type=directory\r\nResult-Set-Size: 2\r\n",
            listing),
        SpoiledServer.http(
            200,
            kind
                + "Content-Type: application/octet-stream\r\nEtag: 0f9a2b60-1111-4c58-b964-fe58a9989708\r\n"
                + "Content-MD5: XUFAKrxLKna5cZ2REBfFkg==\r\nDurability-Level: 2\r\n"
                + "Last-Modified: Sun, 22 Nov 2026 09:17:00 GMT\r\n",
            "hello"),
        SpoiledServer.http(
            204,
            kind
                + "Etag: 0f9a2b60-1111-4c58-b964-fe58a9989708\r\nComputed-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==\r\n",
            ""),
        SpoiledServer.http(
            404,
            kind + "Content-Type: application/json\r\n",
            "{\"code\":\"ResourceNotFound\",\"message\":\"/operator/stor/a was not found\"}"),
        SpoiledServer.http(
            412,
            kind + "Content-Type: application/json\r\n",
            "{\"code\":\"PreconditionFailed\",\"message\":\"if-match 'a' did not match 'b'\"}"));
  }

  private void askManta(byte[] input) throws IOException {
    server.answer(input);
    String path = "/operator/stor/a";
    switch (Math.floorMod(Arrays.hashCode(input), 6)) {
      case 0, 1 -> {
        try (EntryListing listing = manta.list(path)) {
          while (listing.hasNext()) {
            listing.next();
          }
        }
      }
      case 2 -> manta.head(path);
      case 3 -> {
        try (Download download = manta.get(path, ReadFrom.start())) {
          download.stream().readAllBytes();
        }
      }
      case 4 -> manta.put(path, Content.ofBytes(new byte[0]), Condition.always());
      default -> manta.newest(path);
    }
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
    server.close();
  }

  /** Signs for nobody. */
  private static final class Somebody implements CloudapiSigner {
    @Override
    public String login() {
      return "operator";
    }

    @Override
    public String fingerprint() {
      return "2e:c9";
    }

    @Override
    public String algorithm() {
      return "ecdsa-sha256";
    }

    @Override
    public byte[] sign(byte[] data) {
      return new byte[] {1};
    }
  }
}
