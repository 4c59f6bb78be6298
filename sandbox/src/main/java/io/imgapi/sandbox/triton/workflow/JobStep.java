/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * One step of a job.
 *
 * @param takes how long it takes before its work is done
 * @param work does it; its result is told, its exception fails the job
 */
public record JobStep(String name, Duration takes, Callable<String> work) {}
