/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.cloudapi;

import io.imgapi.sandbox.auth.RequestHead;
import io.imgapi.sandbox.triton.http.Asked;
import java.util.Locale;
import java.util.Optional;

/** The head of a request as a signature covers it. */
record SignedHead(Asked asked) implements RequestHead {
  @Override
  public String method() {
    return asked.method();
  }

  @Override
  public String rawPath() {
    return asked.target().replaceFirst("\\?.*", "");
  }

  @Override
  public Optional<String> rawQuery() {
    int mark = asked.target().indexOf('?');
    return mark < 0 ? Optional.empty() : Optional.of(asked.target().substring(mark + 1));
  }

  @Override
  public Optional<String> header(String name) {
    return asked.header(name.toLowerCase(Locale.ROOT));
  }
}
