/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TritonFailuresTest {
  private static TritonException.Builder failure(Kind kind) {
    return TritonException.of(kind, "VMAPI POST http://vmapi/vms", "no");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, AUTH_REFUSED",
    "UNAVAILABLE, REMOTE_UNAVAILABLE",
    "UNREACHABLE, REMOTE_UNAVAILABLE",
    "ABSENT, FAILED",
    "REJECTED, FAILED",
    "CONFLICT, FAILED",
    "NOT_UNDERSTOOD, FAILED"
  })
  void each_kind_has_its_exit_status(Kind kind, ExitCode code) {
    assertThat(TritonFailures.of("it cannot be", failure(kind).build()).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_call_is_named_and_the_cause_kept(Kind kind) {
    TritonException cause = failure(kind).build();
    ImgapiException told = TritonFailures.of("it cannot be", cause);
    assertThat(told).hasMessage("it cannot be: no").hasCause(cause);
    assertThat(told.context()).containsOnlyKeys("call");
    assertThat(told.context()).containsEntry("call", "VMAPI POST http://vmapi/vms");
  }

  @Test
  void the_service_has_its_word_field_by_field() {
    TritonException cause =
        failure(Kind.REJECTED)
            .code("ValidationFailedError")
            .errors(
                List.of(
                    new FieldError("alias", "Duplicate", "Already exists"),
                    new FieldError("networks", "MissingParameter", "")))
            .requestId("mine")
            .build();
    ImgapiException told = TritonFailures.of("it cannot be", cause);
    assertThat(told)
        .hasMessage(
            "it cannot be: ValidationFailed: no; alias: Duplicate, Already exists; networks:"
                + " MissingParameter");
    assertThat(told.context()).containsEntry("request id", "mine");
  }
}
