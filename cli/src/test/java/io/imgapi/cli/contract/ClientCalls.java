/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The calls that belong to the examples, and what they make of the responses. */
final class ClientCalls {
  static final String JOB = "0c0ffee0-0000-4000-8000-00000000000a";
  static final String AGAIN = "0c0ffee0-0000-4000-8000-00000000000b";
  static final UUID ADMIN = UUID.fromString("930896af-bf8c-48d4-885c-6573a94b1853");
  static final UUID OPERATOR = UUID.fromString("d4bb1b60-9172-4c58-b964-fe58a9989708");
  static final UUID LOCAL_IMAGE = UUID.fromString("1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000");
  static final UUID PACKAGE = UUID.fromString("73a1ca34-1e30-48c7-8681-70314a9c67d3");
  static final UUID VM = UUID.fromString("4c0ffee0-0000-4000-8000-000000000001");
  static final UUID OTHER_VM = UUID.fromString("4c0ffee0-0000-4000-8000-000000000002");
  static final UUID NONE = UUID.fromString("4c0ffee0-0000-4000-8000-0000000000ff");

  private ClientCalls() {}

  /** Calls, and looks at what came. */
  @FunctionalInterface
  interface Check {
    void check(Clients clients) throws Exception;
  }

  /** By the name of the example. */
  static Map<String, Check> all() {
    Map<String, Check> all = new LinkedHashMap<>();
    RegistryCalls.add(all);
    MachineCalls.add(all);
    ImageCalls.add(all);
    CloudapiCalls.add(all);
    return all;
  }

  /** The failure of a call, of this kind. */
  static TritonException fails(Kind kind, ThrowingCallable call) {
    TritonException failure = catchThrowableOfType(TritonException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(kind);
    return failure;
  }
}
