/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.ThisProgram;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data centre on loopback, and somebody with a home directory who works on it. */
record Site(Path directory, Path home, Sandbox sandbox, TritonSandbox triton)
    implements AutoCloseable {
  static final String LOCAL = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  static final String NEWEST = "abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002";
  static final String SDC = "0ea06617-9dff-41ec-9a05-000000000001";
  static final String SERVICE = "5c1ac88b-0000-4000-8000-00000000ab01";

  /** The services that SAPI names, by which keys of its metadata. */
  private static final Map<String, String> NAMED =
      Map.of(
          "vmapi", "VMAPI_SERVICE",
          "papi", "PAPI_SERVICE",
          "napi", "NAPI_SERVICE",
          "imgapi", "IMGAPI_SERVICE",
          "workflow", "WORKFLOW_SERVICE");

  /**
   * Starts one.
   *
   * @param step how long each step of a job takes
   */
  static Site start(Path directory, Duration step) throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(home.resolve(".ssh"));
    Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("sandbox"))
                .withProgram(ThisProgram.commandLine()));
    return new Site(directory, home, sandbox, TritonSandbox.start(sandbox, step));
  }

  @Override
  public void close() {
    triton.close();
    sandbox.close();
  }

  /** Everything goes well again. */
  void heal() {
    TritonSandbox.SERVICES.forEach(service -> triton.faults(service).clear());
  }

  /** What tells the program where everything is. */
  Map<String, String> variables() {
    return Map.of(
        "HOME", home.toString(),
        "IMGAPI_SAPI_URL", triton.url("sapi").toString(),
        "IMGAPI_UPDATES_URL", triton.url("updates").toString(),
        "IMGAPI_UPDATES_INSECURE", "true");
  }

  /** Runs a command in this process; its waits take no time. */
  Run run(String... words) {
    return World.bare().with(variables()).run(words);
  }

  /** The same with other variables instead or besides. */
  Run runWith(Map<String, String> more, String... words) {
    Map<String, String> all = new HashMap<>(variables());
    all.putAll(more);
    all.values().removeIf(String::isEmpty);
    return World.bare().with(all).run(words);
  }

  /**
   * Starts the program as a process of its own: the installed one where the property {@code
   * imgapi.program} names it. It heeds Ctrl-C even where the tests were started in the background
   * of a shell.
   *
   * @param java more options of the Java that runs it, which is then the one under test
   * @param log takes what it says
   */
  Process launch(List<String> java, Map<String, String> variables, Path log, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    String installed = System.getProperty("imgapi.program", "");
    if (java.isEmpty() && !installed.isEmpty()) {
      command.add(installed);
    } else {
      List<String> underTest = ThisProgram.commandLine();
      command.add(underTest.get(0));
      command.addAll(java);
      command.addAll(underTest.subList(1, underTest.size()));
    }
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("IMGAPI_"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  /** Changes what SAPI says of the data centre. */
  void describe(ObjectNode metadata) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("metadata", metadata);
    put("/applications/" + SDC, body);
  }

  /** Has SAPI name every service by another host than the address that it listens at. */
  void nameAll(String host) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    NAMED.forEach((service, key) -> metadata.put(key, host + ":" + triton.url(service).getPort()));
    metadata.put("ufds_domain", triton.ufdsAuthority().replaceFirst("^[^:]+", host));
    describe(metadata);
  }

  /** Has SAPI name one service by another address. */
  void name(String service, URI address) {
    describe(JsonNodeFactory.instance.objectNode().put(NAMED.get(service), address.getAuthority()));
  }

  /** Changes something in SAPI. */
  void put(String target, ObjectNode body) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(triton.url("sapi") + target))
                      .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Every request that may have changed something. */
  List<String> changes() {
    return Stream.of("sapi", "vmapi", "imgapi")
        .flatMap(service -> triton.requests(service).stream())
        .filter(request -> !request.startsWith("GET "))
        .toList();
  }

  /** How often a VM was asked for. */
  long provisions() {
    return triton.requests("vmapi").stream().filter("POST /vms"::equals).count();
  }

  /** The password of the directory's root. */
  String rootPassword() throws IOException {
    return Files.readString(directory.resolve("sandbox/triton/ufds.password")).strip();
  }
}
