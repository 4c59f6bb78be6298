/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.output.BunyanText;
import io.imgapi.core.bunyan.BunyanLevel;
import io.imgapi.core.bunyan.BunyanLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Our records are what the real bunyan takes for records, and we show records as it does. */
@Tag("interop")
@EnabledIfEnvironmentVariable(
    named = MantaSync.VARIABLE,
    matches = ".+",
    disabledReason = "needs bunyan from npm")
class BunyanInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the real one makes of lines. */
  private static String bunyan(List<String> lines, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                Path.of(System.getenv(MantaSync.VARIABLE), "bunyan/bin/bunyan").toString(),
                "--no-color"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static List<String> ours() {
    List<String> lines = new ArrayList<>();
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T09:17:00.5Z"), ZoneOffset.UTC);
    BunyanLog log =
        new BunyanLog(new BunyanLog.Origin("imgapi-log-upload", "images0", 42), clock, lines::add);
    for (BunyanLevel level : BunyanLevel.values()) {
      log.record(level, "of level " + level + ", \"quoted\", \u00e4\u20ac\ud83d\ude00\n  and more");
      log.record(level, "in one line");
    }
    ObjectNode fields = JSON.createObjectNode();
    fields.put("code", "OK").put("status", 0).put("empty", "").put("words", "two words");
    fields.put("long", "x".repeat(80)).put("yes", true).putNull("nothing");
    fields.putObject("backlog").put("count", 0).putArray("failures").add("a").add(1.5);
    fields.put("name", "must not replace ours");
    log.record(BunyanLevel.INFO, "with fields", fields);
    return lines;
  }

  private static List<String> services() {
    String head =
        "{\"name\":\"imgapi\",\"component\":\"audit\",\"hostname\":\"images0\",\"pid\":7,"
            + "\"time\":\"2026-11-22T09:17:00.500Z\",\"v\":0,\"level\":%s,\"msg\":\"%s\"%s}";
    return List.of(
        head.formatted("30", "short", ",\"req_id\":\"abc\",\"n\":1"),
        head.formatted("35", "between two levels", ""),
        head.formatted(
            "50",
            "failed",
            ",\"err\":{\"message\":\"m\",\"name\":\"E\",\"code\":\"X\","
                + "\"stack\":\"E: m\\n    at f (a.js:1:2)\"}"),
        head.formatted(
            "30",
            "handled: 200",
            ",\"src\":{\"file\":\"a.js\",\"line\":3,\"func\":\"f\"},"
                + "\"req\":{\"method\":\"GET\",\"url\":\"/images\",\"httpVersion\":\"1.1\","
                + "\"headers\":{\"host\":\"h\",\"accept\":\"*/*\"},\"remotePort\":5},"
                + "\"res\":{\"header\":\"HTTP/1.1 200 OK\\r\\n\",\"trailer\":false},\"latency\":12"),
        "[ Nov 22 09:00:00 Executing start method ]",
        "{\"name\":\"imgapi\",\"level\":30}",
        "{\"torn\":");
  }

  @Test
  void takesEachOfOurLinesForARecord() throws Exception {
    // With --strict it drops whatever is no record.
    assertThat(bunyan(ours(), "--strict", "-o", "json-0").lines()).hasSameSizeAs(ours());
  }

  @Test
  void theirFilterWorksOnOurFields() throws Exception {
    assertThat(bunyan(ours(), "-c", "this.status === 0", "-o", "json-0").lines())
        .singleElement()
        .asString()
        .contains("with fields")
        .doesNotContain("must not replace");
  }

  @Test
  void weShowRecordsAsItDoes() throws Exception {
    List<String> lines = Stream.concat(ours().stream(), services().stream()).toList();
    assertThat(shown(lines, false)).isEqualTo(bunyan(lines, "-o", "long"));
    assertThat(shown(lines, true)).isEqualTo(bunyan(lines, "-o", "short"));
  }

  private static String shown(List<String> lines, boolean brief) {
    return lines.stream().map(line -> BunyanText.of(line, brief)).collect(Collectors.joining());
  }
}
