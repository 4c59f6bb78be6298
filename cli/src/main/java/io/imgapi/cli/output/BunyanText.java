/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.bunyan.BunyanLevel;
import io.imgapi.core.bunyan.BunyanRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Log records as the {@code bunyan} program shows them; other lines as they are. */
public final class BunyanText {
  private static final ObjectWriter JSON = new ObjectMapper().writer(printer());
  private static final int LONGEST_IN_LINE = 50;
  private static final int DATE = "2026-11-22T".length();
  private static final int NAME_WIDTH = 5;
  private static final String INDENT = "    ";

  private BunyanText() {}

  /** As JavaScript indents by two. */
  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /**
   * One line of a log for people.
   *
   * @param brief without date, process and machine
   */
  public static String of(String line, boolean brief) {
    return Printable.text(
        BunyanRecord.parse(line)
            .map(record -> brief ? brief(record) : full(record))
            .orElse(line + "\n"));
  }

  private static String full(BunyanRecord record) {
    Fields fields = Fields.of(record);
    return "[%s] %s: %s/%s on %s%s:%s%n"
            .formatted(
                record.time(),
                level(record),
                fields.name(),
                record.pid(),
                record.hostname(),
                fields.source(),
                fields.line())
        + fields.below();
  }

  private static String brief(BunyanRecord record) {
    Fields fields = Fields.of(record);
    String time = record.time().length() > DATE ? record.time().substring(DATE) : record.time();
    return "%s %s %s:%s%n".formatted(time, level(record), fields.name(), fields.line())
        + fields.below();
  }

  private static String level(BunyanRecord record) {
    String name = BunyanLevel.nameOf(record.level());
    return " ".repeat(Math.max(0, NAME_WIDTH - name.length())) + name;
  }

  static String json(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The parts that differ from record to record.
   *
   * @param source where in the program it was written
   * @param line message and short fields
   * @param below long fields, each indented
   */
  private record Fields(String name, String source, String line, String below) {

    static Fields of(BunyanRecord record) {
      ObjectNode rest = record.fields().deepCopy();
      List<String> inLine = new ArrayList<>();
      List<String> below = new ArrayList<>();
      String component = rest.path("component").isTextual() ? taken(rest, "component") : "";
      String source = source(rest);
      if (rest.path("req_id").isTextual()) {
        inLine.add("req_id=" + taken(rest, "req_id"));
      }
      boolean isLong = record.message().contains("\n");
      if (isLong) {
        below.add(indented(record.message()));
      }
      for (String key : List.of("req", "client_req", "res", "client_res")) {
        BunyanHttp.takeFrom(rest, key).ifPresent(text -> below.add(indented(text)));
      }
      stack(rest, below);
      for (Map.Entry<String, JsonNode> field : rest.properties()) {
        add(field.getKey(), field.getValue(), inLine, below);
      }
      String message = isLong ? "" : " " + record.message();
      String extras = inLine.isEmpty() ? "" : " (" + String.join(", ", inLine) + ")";
      return new Fields(
          record.name() + (component.isEmpty() ? "" : "/" + component),
          source,
          message + extras,
          below.isEmpty() ? "" : String.join("\n" + INDENT + "--\n", below) + "\n");
    }

    private static String source(ObjectNode rest) {
      JsonNode source = rest.path("src");
      if (!source.path("file").isTextual()) {
        return "";
      }
      rest.remove("src");
      String function = source.path("func").asText("");
      return " (%s:%s%s)"
          .formatted(
              source.get("file").asText(),
              source.path("line").asText(""),
              function.isEmpty() ? "" : " in " + function);
    }

    /** A stack is read as it is; what else there is of an error stands beside it. */
    private static void stack(ObjectNode rest, List<String> below) {
      if (rest.get("err") instanceof ObjectNode error && error.path("stack").isTextual()) {
        below.add(indented(error.get("stack").asText()));
        rest.remove("err");
        error.remove(List.of("message", "name", "stack"));
        error.properties().forEach(e -> rest.set("err." + e.getKey(), e.getValue()));
      }
    }

    private static String taken(ObjectNode rest, String key) {
      return rest.remove(key).asText();
    }

    private static void add(String key, JsonNode value, List<String> inLine, List<String> below) {
      String text = value.isTextual() ? value.textValue() : json(value);
      if (text.contains("\n") || text.length() > LONGEST_IN_LINE) {
        below.add(indented(key + ": " + text));
      } else if (value.isTextual() && (text.contains(" ") || text.isEmpty())) {
        inLine.add(key + "=" + json(value));
      } else {
        inLine.add(key + "=" + text);
      }
    }

    private static String indented(String text) {
      return INDENT + text.replace("\n", "\n" + INDENT);
    }
  }
}
