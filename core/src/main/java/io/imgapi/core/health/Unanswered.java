/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.Answer.Broken;
import io.imgapi.triton.imgapi.Answer.ConnectionRefused;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.Answer.Speaker;
import io.imgapi.triton.imgapi.Answer.TimedOut;
import io.imgapi.triton.imgapi.Answer.TlsTrouble;

/** Says what it means that the image service did not answer as it should, and what to type next. */
final class Unanswered {
  private static final String LOG = "read its log: tail $(svcs -L imgapi) | bunyan";

  private Unanswered() {}

  static Finding explain(CheckName check, Answer<?> answer, String command) {
    return fault(check, answer).command(command);
  }

  private static Finding fault(CheckName check, Answer<?> answer) {
    if (answer instanceof ConnectionRefused<?>) {
      return Finding.fault(check, "refused: nobody listens there")
          .remedy(
              check == CheckName.HTTP_PING
                  ? "svcs -x imgapi; " + LOG
                  : "svcs -x haproxy; tail $(svcs -L haproxy)");
    }
    if (answer instanceof TimedOut<?> timedOut) {
      return Finding.unknown(check, "timed out: no answer within " + Words.of(timedOut.limit()))
          .detail("something listens there and does not answer")
          .remedy("svcadm restart imgapi; before that, to learn why: " + LOG);
    }
    if (answer instanceof TlsTrouble<?> tls) {
      return Finding.fault(check, "TLS fails")
          .detail(tls.reason())
          .remedy("imgapi cert show; svcs -x haproxy");
    }
    if (answer instanceof Declined<?> no) {
      return declined(check, no);
    }
    return Finding.fault(check, "the answer cannot be used")
        .detail(answer instanceof Broken<?> broken ? broken.reason() : "")
        .remedy(LOG);
  }

  private static Finding declined(CheckName check, Declined<?> no) {
    if (no.by() == Speaker.FRONT_END) {
      return Finding.fault(check, "HTTP status " + no.status() + " from haproxy")
          .detail("the TLS front end runs and finds no service behind it")
          .remedy("svcs -x imgapi; " + LOG);
    }
    return Finding.fault(check, "HTTP status " + no.status())
        .detail((no.code() + " " + no.message()).strip())
        .remedy(LOG);
  }
}
