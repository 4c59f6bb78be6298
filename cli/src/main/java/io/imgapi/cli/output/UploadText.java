/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.logs.Backlog;
import io.imgapi.core.logs.UploadPlan;
import io.imgapi.core.logs.UploadResult;
import java.util.List;

/** Logs that are to be uploaded, and what became of them. */
public final class UploadText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private UploadText() {}

  /** What would be uploaded. */
  public static String of(UploadPlan plan) {
    StringBuilder text = new StringBuilder();
    for (UploadPlan.Upload upload : plan.uploads()) {
      text.append(
          "would upload %s (%s) to %s%n"
              .formatted(upload.file(), ByteSize.show(upload.bytes()), upload.target()));
    }
    if (plan.uploads().isEmpty()) {
      text.append("nothing to upload\n");
    }
    return text.append(strangers(plan.strangers())).toString();
  }

  /** What became of them, in a line or two. */
  public static String of(UploadResult result) {
    return summary(result) + "\n" + strangers(result.strangers());
  }

  /** What became of them, in a line. */
  public static String summary(UploadResult result) {
    if (result.uploaded() + result.found() + result.failures().size() == 0) {
      return "done: nothing to upload";
    }
    String found = result.found() == 0 ? "" : ", found " + result.found() + " there already";
    return "%s: uploaded %d logs (%s)%s; %d failed, %d wait"
        .formatted(
            result.failures().isEmpty() ? "done" : "not all done",
            result.uploaded(),
            ByteSize.show(result.bytes()),
            found,
            result.failures().size(),
            result.backlog().count());
  }

  private static String strangers(List<String> names) {
    return names.isEmpty()
        ? ""
        : "left alone, as no rotation names a file so: "
            + Printable.inLine(String.join(", ", names))
            + "\n";
  }

  /** What would be uploaded, as JSON. */
  public static String json(UploadPlan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/log-upload-plan/1").put("type", "plan");
    ArrayNode uploads = json.putArray("uploads");
    plan.uploads()
        .forEach(
            upload ->
                uploads
                    .addObject()
                    .put("file", upload.file().toString())
                    .put("bytes", upload.bytes())
                    .put("target", upload.target()));
    plan.strangers().forEach(json.putArray("strangers")::add);
    return json + "\n";
  }

  /** What became of them, as JSON. */
  public static String json(UploadResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/log-upload/1").put("type", "result");
    return json.setAll(fields(result)) + "\n";
  }

  /** The numbers of a result. */
  public static ObjectNode fields(UploadResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("code", result.exitCode().name()).put("status", result.exitCode().status());
    json.put("uploaded", result.uploaded())
        .put("bytes", result.bytes())
        .put("alreadyThere", result.found());
    ArrayNode failures = json.putArray("failures");
    result
        .failures()
        .forEach(
            failure ->
                failures
                    .addObject()
                    .put("file", failure.file())
                    .put("code", failure.code().name())
                    .put("reason", failure.reason()));
    result.strangers().forEach(json.putArray("strangers")::add);
    Backlog backlog = result.backlog();
    ObjectNode waiting = json.putObject("backlog");
    waiting.put("count", backlog.count()).put("bytes", backlog.bytes());
    backlog.oldest().ifPresent(oldest -> waiting.put("oldest", oldest.toString()));
    return json;
  }
}
