/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.FailedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One request, as often as it is attempted. Filled by the operation, then only read. */
final class Ask {
  private final String method;
  private final MantaPath path;
  private final List<String> headers = new ArrayList<>(8);
  private String query;
  private MantaBody body;
  private boolean bodyHashed;
  private boolean patient;
  private Repeat repeat = Repeat.WHENEVER_USEFUL;
  private int accepted;
  private int alsoAccepted;

  Ask(String method, MantaPath path) {
    this.method = method;
    this.path = path;
  }

  Ask query(String encoded) {
    query = encoded;
    return this;
  }

  /** Adds a header; an empty value leaves it out. */
  Ask header(String name, String value) {
    if (!value.isEmpty()) {
      headers.add(name);
      headers.add(value);
    }
    return this;
  }

  Ask headers(Map<String, String> more) {
    more.forEach(this::header);
    return this;
  }

  /** Makes it conditional, and by that no longer safe to repeat blindly. */
  Ask when(Condition condition) {
    if (!condition.isNone()) {
      header("If-Match", condition.headerValue());
      if (writes()) {
        repeat = Repeat.ONLY_WITHOUT_EFFECT;
      }
    }
    return this;
  }

  Ask body(MantaBody content) {
    body = content;
    return this;
  }

  /** Has the MD5 computed while the body is sent. */
  Ask hashingBody() {
    bodyHashed = true;
    return this;
  }

  /** Sends the body only after the server has asked for it. */
  Ask patient(boolean value) {
    patient = value;
    return this;
  }

  Ask accepting(int status) {
    accepted = status;
    return this;
  }

  Ask accepting(int status, int other) {
    accepted = status;
    alsoAccepted = other;
    return this;
  }

  String method() {
    return method;
  }

  MantaPath path() {
    return path;
  }

  String query() {
    return query;
  }

  List<String> headers() {
    return headers;
  }

  MantaBody body() {
    return body;
  }

  boolean bodyHashed() {
    return bodyHashed;
  }

  boolean isPatient() {
    return patient;
  }

  Repeat repeat() {
    return repeat;
  }

  boolean accepts(int status) {
    return status == accepted || status == alsoAccepted;
  }

  boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  FailedRequest unanswered(String reason) {
    return FailedRequest.unanswered(method, path.toString(), reason);
  }
}
