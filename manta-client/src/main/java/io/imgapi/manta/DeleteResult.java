/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * A path that is gone.
 *
 * @param alreadyGone true where an earlier attempt of the same call got no answer and a later one
 *     found nothing: it was this call, or somebody else, who deleted it
 */
public record DeleteResult(boolean alreadyGone) {}
