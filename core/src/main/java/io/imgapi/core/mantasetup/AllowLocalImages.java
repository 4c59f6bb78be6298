/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.sapi.SapiService;
import java.util.Optional;

/**
 * Lets images be made of VMs where the data centre has no Manta, or stops it: one key of the imgapi
 * service's metadata, a boolean. The zones follow within minutes (triton-apis.md 2.3).
 */
public final class AllowLocalImages {
  /** The key in the metadata of the imgapi service. */
  public static final String KEY = "IMGAPI_ALLOW_LOCAL_CREATE_IMAGE_FROM_VM";

  private final TritonAccess triton;

  /** Works on one data centre, which the caller closes. */
  public AllowLocalImages(TritonAccess triton) {
    this.triton = triton;
  }

  /** What will be changed. Changes nothing; safe to repeat. */
  public LocalImagesPlan prepare(boolean allowed) {
    try {
      SapiService imgapi = new ImgapiService(triton).look();
      return new LocalImagesPlan(imgapi.uuid(), standing(imgapi), allowed);
    } catch (TritonException e) {
      throw TritonFailures.of("the image service's configuration cannot be read from SAPI", e);
    }
  }

  private static Optional<String> standing(SapiService service) {
    return Optional.ofNullable(service.metadata().get(KEY)).map(value -> value.asText());
  }

  /** Carries a plan out and reads it again. Safe to repeat. */
  public void apply(LocalImagesPlan plan) {
    try {
      triton
          .sapi()
          .putMetadata(
              plan.service(), JsonNodeFactory.instance.objectNode().put(KEY, plan.after()));
      Optional<String> now = standing(triton.sapi().service(plan.service()));
      if (!now.equals(Optional.of(Boolean.toString(plan.after())))) {
        throw ImgapiException.of(
                ExitCode.FAILED, "SAPI does not have what was written; somebody else writes, too")
            .with(KEY, now.orElse("absent"))
            .remedy("run the same command again");
      }
    } catch (TritonException e) {
      throw TritonFailures.of("SAPI cannot be changed", e)
          .remedy("it may or may not have been changed; run the same command again");
    }
  }
}
