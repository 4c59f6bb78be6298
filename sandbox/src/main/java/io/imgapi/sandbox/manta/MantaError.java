/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.Map;

/** An answer other than success, in Manta's terms (manta-protocol.md 4). */
final class MantaError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  MantaError(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  MantaError(int status, String code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  static MantaError badRequest(String code, String message) {
    return new MantaError(400, code, message);
  }

  static MantaError conflict(String code, String message) {
    return new MantaError(409, code, message);
  }

  static MantaError notFound(String path) {
    return new MantaError(404, "ResourceNotFound", path + " was not found");
  }

  static MantaError noParent(String parent) {
    return new MantaError(404, "DirectoryDoesNotExist", parent + " does not exist");
  }

  static MantaError parentNotDirectory(String parent) {
    return badRequest("ParentNotDirectory", parent + " is not a directory");
  }

  static MantaError rootDirectory(String method, String path) {
    return badRequest("OperationNotAllowedOnRootDirectory", method + " is not allowed on " + path);
  }

  static MantaError concurrent(String path) {
    return conflict("ConcurrentRequest", path + " was being concurrently updated");
  }

  static MantaError precondition(String message) {
    return new MantaError(412, "PreconditionFailed", message);
  }

  static MantaError methodNotAllowed(String method, String allow) {
    return new MantaError(
        405, "MethodNotAllowed", method + " is not allowed", Map.of("Allow", allow));
  }
}
