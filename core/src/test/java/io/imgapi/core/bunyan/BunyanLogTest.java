/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.bunyan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.event.Events;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BunyanLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T09:17:00Z"), ZoneOffset.UTC);
  private final List<String> lines = new ArrayList<>();
  private final BunyanLog log =
      new BunyanLog(new BunyanLog.Origin("imgapi", "images0", 42), CLOCK, lines::add);

  @Test
  void writesALineForEachRecord() {
    log.record(BunyanLevel.WARN, "two\nlines");
    assertThat(lines)
        .containsExactly(
            "{\"name\":\"imgapi\",\"hostname\":\"images0\",\"pid\":42,\"level\":40,"
                + "\"time\":\"2026-11-22T09:17:00.000Z\",\"msg\":\"two\\nlines\",\"v\":0}");
  }

  @Test
  void readsWhatItWrote() {
    ObjectNode fields = new ObjectMapper().createObjectNode().put("n", 1).put("level", 60);
    log.record(BunyanLevel.INFO, "hi", fields);
    BunyanRecord record = BunyanRecord.parse(lines.get(0)).orElseThrow();
    assertThat(record.level()).isEqualTo(30);
    assertThat(record.message()).isEqualTo("hi");
    assertThat(record.fields().toString()).isEqualTo("{\"n\":1}");
  }

  @Test
  void takesNoOtherLineForARecord() {
    for (String line :
        List.of(
            "",
            "Error: x",
            "{",
            "{}",
            "[]",
            "{\"name\":\"a\",\"hostname\":\"b\",\"pid\":1,\"level\":30,\"msg\":\"m\",\"v\":0}",
            "{\"name\":\"a\",\"hostname\":\"b\",\"pid\":1,\"level\":\"x\",\"msg\":\"m\","
                + "\"time\":\"t\",\"v\":0}")) {
      assertThat(BunyanRecord.parse(line)).as(line).isEmpty();
    }
  }

  @Test
  void writesWhatAUseCaseReports() {
    Events events = new BunyanEvents(log, CLOCK);
    events.notice(Events.Level.ERROR, "bad");
    events.progress(new Events.Progress("upload", 1, 2, 3, 4));
    assertThat(lines).singleElement().asString().contains("\"level\":50", "\"msg\":\"bad\"");
  }

  @Test
  void knowsLevelsByNameAndNumber() {
    assertThat(BunyanLevel.named("Warn")).contains(BunyanLevel.WARN);
    assertThat(BunyanLevel.named("40")).contains(BunyanLevel.WARN);
    assertThat(BunyanLevel.named("loud")).isEmpty();
    assertThat(BunyanLevel.nameOf(35)).isEqualTo("LVL35");
  }
}
