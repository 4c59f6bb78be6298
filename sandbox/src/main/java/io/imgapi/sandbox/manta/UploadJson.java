/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import java.io.IOException;

/** The documents of multipart uploads. */
final class UploadJson {

  private final ObjectMapper mapper = new ObjectMapper();

  /** Reads the body of a request; anything but an object is refused. */
  ObjectNode read(byte[] bytes) {
    try {
      JsonNode node = mapper.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException broken) {
      throw invalid("the request body is not valid JSON");
    }
    throw invalid("the request body must be a JSON object");
  }

  UploadRecord record(Entry entry, Exchange exchange) {
    if (!(entry instanceof DirectoryEntry directory) || directory.upload().isEmpty()) {
      throw MantaError.notFound(exchange.cleanPath());
    }
    try {
      return mapper.readValue(directory.upload().get(), UploadRecord.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("damaged upload record", broken);
    }
  }

  String text(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static MantaError invalid(String message) {
    return MantaError.conflict("MultipartUploadInvalidArgument", message);
  }

  static MantaError wrongState(UploadRecord record) {
    return MantaError.conflict(
        "InvalidMultipartUploadState",
        "multipart upload " + record.id() + " is already " + record.result());
  }
}
