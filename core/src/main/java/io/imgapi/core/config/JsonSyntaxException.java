/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

/**
 * A text is not JSON. The message says where and names at most one punctuation mark of the text, so
 * that a password in a broken file does not end up on a screen.
 */
public final class JsonSyntaxException extends Exception {
  JsonSyntaxException(String message) {
    super(message);
  }
}
