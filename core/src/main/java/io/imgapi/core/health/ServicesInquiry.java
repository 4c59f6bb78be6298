/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.host.Host.Exited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the service control has everything running. {@code svcs -x} ends with 0 whatever it found
 * (triton-apis.md 14.39), so its words count, and the state of each service that an instance needs.
 */
record ServicesInquiry(Scene scene, List<String> needed, Duration limit) implements Inquiry {
  private static final String UNKNOWN = "unknown to the service control";
  private static final Pattern EXPLAINED = Pattern.compile("(?m)^(svc:/\\S+|lrc:/\\S+)");
  private static final Pattern STATE = Pattern.compile("(?m)^\\s*State: (\\S+)");
  private static final Pattern REASON = Pattern.compile("(?m)^\\s*Reason: (.*)$");
  private static final Pattern SEE = Pattern.compile("(?m)^\\s*See: (/\\S+)");

  @Override
  public List<CheckName> checks() {
    return List.of(CheckName.SERVICES);
  }

  @Override
  public void make(Findings findings) {
    findings.check(CheckName.SERVICES, this::look);
  }

  /** A service that is not as it should be. */
  private record Trouble(String service, String state) {
    String summary() {
      return service + " is " + state;
    }
  }

  private Finding look() {
    List<String> list = new ArrayList<>();
    list.addAll(List.of(scene.programs().svcs(), "-H", "-o", "state,fmri"));
    list.addAll(needed);
    Optional<Exited> answer = scene.ask(limit, list.toArray(String[]::new));
    if (answer.isEmpty()) {
      return Finding.skipped(CheckName.SERVICES, "there is no service control here");
    }
    List<Trouble> troubles = troubles(answer.get());
    String explained = scene.ask(limit, scene.programs().svcs(), "-x").map(Exited::out).orElse("");
    return troubles.isEmpty() ? judgeOthers(explained) : fault(troubles, explained);
  }

  /** A service that it does not know is left out of its list, and named on the other stream. */
  private List<Trouble> troubles(Exited listed) {
    List<Trouble> troubles = new ArrayList<>();
    for (String service : needed) {
      Pattern line = Pattern.compile("(?m)^\\s*(\\S+)\\s+\\S*[/:]" + service + "(:\\S*)?$");
      List<String> states =
          line.matcher(listed.out()).results().map(found -> found.group(1)).toList();
      if (states.isEmpty()) {
        troubles.add(new Trouble(service, UNKNOWN));
      }
      states.stream()
          .filter(state -> !state.equals("online"))
          .forEach(state -> troubles.add(new Trouble(service, inWords(state))));
    }
    return troubles;
  }

  private static String inWords(String state) {
    return state.endsWith("*") ? state.replace("*", "") + ", changing at this moment" : state;
  }

  private Finding judgeOthers(String explained) {
    if (explained.isBlank()) {
      return Finding.ok(CheckName.SERVICES, "online: " + String.join(", ", needed));
    }
    String service = first(EXPLAINED, explained).orElse("a service");
    String state = first(STATE, explained).orElse("not well");
    return withExplanation(
        Finding.fault(CheckName.SERVICES, service + " is " + state)
            .command("svcs -x")
            .remedy("see what it needs: svcs -xv " + service),
        explained);
  }

  private Finding fault(List<Trouble> troubles, String explained) {
    String summary = String.join("; ", troubles.stream().map(Trouble::summary).toList());
    return withExplanation(
        Finding.fault(CheckName.SERVICES, summary)
            .command("svcs -x")
            .remedy(remedy(troubles.get(0))),
        explained);
  }

  private static Finding withExplanation(Finding finding, String explained) {
    return finding
        .detail(first(REASON, explained).orElse(""))
        .see(first(SEE, explained).orElse(""));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? Optional.of(m.group(1).strip()) : Optional.empty();
  }

  private static String remedy(Trouble trouble) {
    String service = trouble.service();
    return switch (trouble.state()) {
      case "maintenance" ->
          "read its log: tail $(svcs -L " + service + "); then: svcadm clear " + service;
      case "disabled" -> "svcadm enable -s " + service;
      case UNKNOWN -> "imgapi setup";
      default -> "see what it waits for: svcs -xv " + service;
    };
  }
}
