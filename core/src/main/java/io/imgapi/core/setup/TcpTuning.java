/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A setting of the TCP stack, lost at each boot (operator-scripts.md 7.3).
 *
 * @param program that sets it
 * @param arguments of the program
 */
record TcpTuning(String name, ZoneProgram program, List<String> arguments) implements Step {
  private static final String BUFFER = "2097152";

  /** All of them; the largest buffer first, because it bounds the others. */
  static List<Step> all(Zone zone) {
    ZoneProgram ipadm = zone.program("/usr/sbin/ipadm");
    ZoneProgram ndd = zone.program("/usr/sbin/ndd");
    Step largest =
        new TcpTuning(
            "tcp max_buf", ipadm, List.of("set-prop", "-t", "-p", "max_buf=" + BUFFER, "tcp"));
    return Stream.concat(
            Stream.of(largest),
            Stream.of(
                    List.of("tcp_recv_hiwat", BUFFER),
                    List.of("tcp_xmit_hiwat", BUFFER),
                    List.of("tcp_conn_req_max_q", "2048"),
                    List.of("tcp_conn_req_max_q0", "8192"))
                .map(
                    setting ->
                        new TcpTuning(
                            setting.get(0),
                            ndd,
                            List.of("-set", "/dev/tcp", setting.get(0), setting.get(1)))))
        .toList();
  }

  @Override
  public Standing look() {
    Optional<String> absence = program.absence();
    return absence.isPresent()
        ? new Standing.Skipped(absence.get())
        : new Standing.Needed(command());
  }

  @Override
  public String make() {
    program.require(arguments.toArray(String[]::new));
    return command();
  }

  private String command() {
    return program.path().substring(program.path().lastIndexOf('/') + 1)
        + " "
        + String.join(" ", arguments);
  }
}
