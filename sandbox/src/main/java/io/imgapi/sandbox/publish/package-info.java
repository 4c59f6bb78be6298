/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */
/**
 * Publishes images to an IMGAPI over HTTP as an operator does, and fetches them as a compute node
 * does; knows nothing of how the server keeps them.
 */
package io.imgapi.sandbox.publish;
