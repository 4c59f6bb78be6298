/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.fault.FaultState;
import io.imgapi.sandbox.manta.MantaStats;
import io.imgapi.sandbox.process.SandboxRecord;
import io.imgapi.sandbox.process.SandboxStatus;
import io.imgapi.sandbox.zone.ZoneReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of a sandbox, as text and as JSON. Its control token is never shown. */
public final class SandboxText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SandboxText() {}

  /** A sandbox that runs, and its zones. */
  public static String of(Path directory, SandboxRecord record, List<ZoneReport> zones) {
    return of(directory, record) + ZoneText.of(zones);
  }

  private static String of(Path directory, SandboxRecord record) {
    StringBuilder text = new StringBuilder();
    text.append("sandbox:  ").append(directory).append("\n");
    text.append("pid:      ").append(record.pid()).append("\n");
    record.services().forEach((name, url) -> text.append("%-9s %s%n".formatted(name + ":", url)));
    text.append("account:  ").append(record.account()).append("\n");
    text.append("home:     ").append(record.home()).append("\n");
    return text.toString();
  }

  /** A sandbox in whatever state, with what its Manta has done where it runs. */
  public static String of(
      Path directory, SandboxStatus status, Optional<MantaStats> stats, List<ZoneReport> zones) {
    String state = status.state().name().toLowerCase(Locale.ROOT);
    String record =
        status.record().map(r -> of(directory, r)).orElse("sandbox:  " + directory + "\n");
    String done =
        stats
            .map(
                s ->
                    "requests: %d (%d changing), %s in, %s out%n"
                        .formatted(
                            s.requests().values().stream().mapToLong(Long::longValue).sum(),
                            s.mutating(),
                            ByteSize.show(s.bytesIn()),
                            ByteSize.show(s.bytesOut())))
            .orElse("");
    return record + ZoneText.of(zones) + done + "state:    " + state + "\n";
  }

  /** The same as JSON. */
  public static String json(
      Path directory, SandboxStatus status, Optional<MantaStats> stats, List<ZoneReport> zones) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/sandbox-status/1")
        .put("directory", directory.toString())
        .put("state", status.state().name().toLowerCase(Locale.ROOT));
    status
        .record()
        .ifPresent(
            record -> {
              json.put("pid", record.pid()).put("account", record.account());
              json.put("home", record.home());
              record.services().forEach(json.putObject("services")::put);
            });
    status.answering().forEach(json.putObject("answering")::put);
    stats.ifPresent(done -> json.set("manta", JSON.valueToTree(done)));
    json.set("zones", ZoneText.array(zones));
    return json.toPrettyString() + "\n";
  }

  /** Faults in force, a line each. */
  public static String of(List<FaultState> faults) {
    StringBuilder text = new StringBuilder();
    faults.forEach(
        state ->
            text.append(
                "%d times: %s%n".formatted(state.struck(), JSON.valueToTree(state.rule()))));
    return text.toString();
  }
}
