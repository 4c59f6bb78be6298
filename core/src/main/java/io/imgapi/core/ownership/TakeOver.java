/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.error.ImgapiException;
import java.util.Optional;

/**
 * What the operator allows where an area is not simply this instance's.
 *
 * @param alias of the owner that is to lose the area; empty where nobody is
 * @param localIsTruth whether a local tree that is older than the area may replace it
 * @param question asks for the alias where none was given
 */
public record TakeOver(Optional<String> alias, boolean localIsTruth, Question question) {

  /** Asks whoever is there which owner is to lose the area. */
  @FunctionalInterface
  public interface Question {
    /** Nobody is there. */
    Question NOBODY = refusal -> Optional.empty();

    /**
     * Shows the refusal and asks.
     *
     * @param refusal whose the area is, and what that means
     * @return the alias as it was typed; empty where it was not
     */
    Optional<String> alias(ImgapiException refusal);
  }

  /** What was allowed beforehand; nobody is asked. */
  public TakeOver(Optional<String> alias, boolean localIsTruth) {
    this(alias, localIsTruth, Question.NOBODY);
  }

  /** Nothing is allowed. */
  public static TakeOver none() {
    return new TakeOver(Optional.empty(), false);
  }

  /** The same where the area may be ahead of the local tree. */
  public TakeOver evenIfOlder() {
    return new TakeOver(alias, true, question);
  }

  /**
   * Requires that this owner may be taken from.
   *
   * @throws ImgapiException the refusal, where nobody named it
   */
  void require(String owner, ImgapiException refusal) {
    if (alias.or(() -> question.alias(refusal)).filter(owner::equals).isEmpty()) {
      throw refusal;
    }
  }
}
