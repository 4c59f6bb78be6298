/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultJsonTest {

  private final FaultJson json = new FaultJson();

  @Test
  void everyFaultGoesThereAndBack() {
    List<Fault> faults =
        List.of(
            new Fault.Pass(),
            new Fault.Delay(20),
            new Fault.Status(503, 3),
            new Fault.Status(500),
            new Fault.Throttled(),
            new Fault.ProxyDown(),
            new Fault.Refused(),
            new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY),
            new Fault.TruncatedResponse(5L),
            new Fault.TruncatedResponse(),
            new Fault.FlippedResponse(),
            new Fault.FlippedStore(3L),
            new Fault.ComputedMd5(true),
            new Fault.Race(),
            new Fault.ClockSkew(-600),
            new Fault.DiskFull(),
            new Fault.KeyUnknown(),
            new Fault.Hang(),
            new Fault.LostAnswer(),
            new Fault.Script(List.of(new Fault.Pass(), new Fault.Delay(1))));
    for (Fault fault : faults) {
      FaultRule rule =
          FaultRule.of(fault).method("PUT|GET").path("/a/.*").skip(2).times(3).probability(0.25);
      assertThat(json.read(json.write(rule))).isEqualTo(rule);
    }
    List<FaultState> states = List.of(new FaultState(FaultRule.of(new Fault.Hang()), 4));
    assertThat(json.readStates(json.write(states))).isEqualTo(states);
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    assertThat(json.read("{\"fault\":{\"type\":\"delay\",\"millis\":5}}"))
        .isEqualTo(FaultRule.of(new Fault.Delay(5)));
    assertThat(json.read("{\"glob\":\"/a/**/f?\",\"fault\":{\"type\":\"race\"}}").path())
        .satisfies(
            regex -> {
              assertThat("/a/b/c/f1").matches(regex);
              assertThat("/a/b/c/f/").doesNotMatch(regex);
            });
  }

  @Test
  void mistakesAreNamed() {
    for (String bad :
        List.of(
            "no json",
            "[]",
            "{}",
            "{\"fault\":{\"type\":\"nonsense\"}}",
            "{\"fault\":{\"type\":\"race\"},\"counter\":1}",
            "{\"fault\":{\"type\":\"race\"},\"path\":\"(\"}",
            "{\"fault\":{\"type\":\"race\"},\"probability\":2}")) {
      assertThatThrownBy(() -> json.read(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s).+");
    }
  }
}
