/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.ClockSkewException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.CorruptException;
import io.imgapi.manta.error.FailedRequest;
import io.imgapi.manta.error.FullException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.ThrottledException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads what the server says about a failure and finds the type for it (manta-protocol.md 4). */
final class ErrorAnswers {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_BODY = 64 * 1024;
  private static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

  private final Clock clock;

  ErrorAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The failure that an answer stands for which the operation does not accept. */
  AttemptFailed read(Answer answer) {
    FailedRequest facts = facts(answer);
    Duration retryAfter = Duration.ofSeconds(Math.max(0, answer.number("Retry-After")));
    boolean bodyWithheld =
        answer.sentBody() != null
            && answer.sentBody().contentLength() != 0
            && !answer.sentBody().complete();
    AttemptFailed.Again untold =
        bodyWithheld ? AttemptFailed.Again.WITHOUT_EFFECT : AttemptFailed.Again.IF_HARMLESS;
    int status = answer.status();
    if (status == 429 || (status == 503 && facts.code().equals("ThrottledError"))) {
      return AttemptFailed.as(
          new ThrottledException(facts), AttemptFailed.Again.WITHOUT_EFFECT, retryAfter);
    }
    if (status == 408) {
      return AttemptFailed.noAnswer(facts, AttemptFailed.Again.WITHOUT_EFFECT, retryAfter, null);
    }
    if (status == 409 && facts.code().equals("ConcurrentRequest")) {
      return AttemptFailed.as(
          new ConflictException(facts, ConflictException.Kind.CONCURRENT),
          AttemptFailed.Again.IF_HARMLESS,
          retryAfter);
    }
    if (status >= 500 && status != 501 && status != 507) {
      return AttemptFailed.noAnswer(facts, untold, retryAfter, null);
    }
    return AttemptFailed.as(certain(answer, facts), AttemptFailed.Again.NEVER, Duration.ZERO);
  }

  private MantaException certain(Answer answer, FailedRequest facts) {
    return switch (answer.status()) {
      case 404 -> new AbsentException(facts);
      case 412 -> new ConflictException(facts, ConflictException.Kind.CONDITION);
      case 507 -> new FullException(facts);
      case 409 -> conflict(facts);
      case 400 -> badRequest(answer, facts);
      default ->
          answer.status() >= 400
              ? new RefusedException(facts)
              : new BadAnswerException(unexpected(answer, facts), null);
    };
  }

  private static MantaException conflict(FailedRequest facts) {
    return switch (facts.code()) {
      case "DirectoryLimitExceeded" -> new FullException(facts);
      case "", "EntityAlreadyExists" ->
          new ConflictException(facts, ConflictException.Kind.CONCURRENT);
      default -> new RefusedException(facts);
    };
  }

  private MantaException badRequest(Answer answer, FailedRequest facts) {
    Instant ours = clock.instant();
    Instant theirs = answer.instant("Date").orElse(null);
    if (facts.code().equals("RequestExpired")
        || facts.detail().contains("clock skew")
        || (facts.code().isEmpty() && tooFarApart(ours, theirs))) {
      return new ClockSkewException(facts, ours, theirs);
    }
    if (facts.code().equals("ContentMD5Mismatch")) {
      return new CorruptException(facts, "", "the Content-MD5 that was sent", "");
    }
    return new RefusedException(facts);
  }

  /** A HEAD's answer has no body to name the reason, but it has a Date. */
  private static boolean tooFarApart(Instant ours, Instant theirs) {
    return theirs != null && Duration.between(ours, theirs).abs().compareTo(ALLOWED_SKEW) > 0;
  }

  private static FailedRequest unexpected(Answer answer, FailedRequest facts) {
    if (answer.status() >= 300) {
      return facts.withDetail(
          "redirects are not followed; is the URL that of Manta? Location: "
              + answer.header("Location"));
    }
    return facts.withDetail("this status is not an answer to the request");
  }

  private static FailedRequest facts(Answer answer) {
    byte[] body;
    try {
      body = answer.stream().readNBytes(MAX_BODY);
    } catch (IOException e) {
      // The status alone is the message; that its explanation was cut off changes nothing.
      return answer.facts("", "");
    }
    try {
      return parse(answer, body);
    } catch (IOException e) {
      return answer.facts("", new String(body, StandardCharsets.UTF_8).strip());
    }
  }

  private static FailedRequest parse(Answer answer, byte[] body) throws IOException {
    String code = "";
    String message = "";
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return answer.facts("", new String(body, StandardCharsets.UTF_8).strip());
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_STRING && name.equals("code")) {
          code = json.getText();
        } else if (value == JsonToken.VALUE_STRING && name.equals("message")) {
          message = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }
    return answer.facts(code, message);
  }
}
