/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

/**
 * How an instance reaches Manta.
 *
 * @param url address of Manta
 * @param user account, or account/subuser
 * @param key path of the private key as the file has it; below another root it may lie elsewhere
 * @param keyId fingerprint of the key
 * @param insecure whether a certificate that nobody vouches for is accepted
 * @param baseDir directory below the account's storage
 * @param rootDir computed: everything of this instance lies below it; joined without tidying
 */
public record MantaSettings(
    String url,
    String user,
    String key,
    String keyId,
    boolean insecure,
    String baseDir,
    String rootDir) {

  /** The address as it may be shown: without a password that somebody wrote into it. */
  public String shownUrl() {
    return url.replaceAll("//[^/@]*@", "//");
  }

  /** Everything but a password. */
  @Override
  public String toString() {
    return "MantaSettings[" + shownUrl() + " " + user + " " + rootDir + "]";
  }

  /** The paths below rootDir. */
  public MantaLayout layout() {
    return MantaLayout.below(rootDir);
  }
}
