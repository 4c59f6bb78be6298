/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The rules in force. Safe for many threads; the rules are asked in the order of their adding. */
public final class FaultPlan {

  private final CopyOnWriteArrayList<Active> rules = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<String, String>> watchers = new CopyOnWriteArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
  private final Random random;
  private volatile long clearings;

  /**
   * Makes an empty plan.
   *
   * @param seed fixes every chance and random position, for runs that can be repeated
   */
  public FaultPlan(long seed) {
    this.random = new Random(seed);
  }

  /** Puts a rule in force. */
  public void add(FaultRule rule) {
    rules.add(new Active(rule));
  }

  /** Puts a fault in force for every request. */
  public void add(Fault fault) {
    add(FaultRule.of(fault));
  }

  /** Shows somebody the method and the path of every request before it is served. */
  public void watch(BiConsumer<String, String> watcher) {
    watchers.add(watcher);
  }

  /** Lifts every rule and releases the requests that hang (their connections are closed). */
  public void clear() {
    List<Runnable> waiting;
    synchronized (releases) {
      rules.clear();
      clearings++;
      waiting = List.copyOf(releases);
      releases.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** Returns the rules in force, with how often each has struck. */
  public List<FaultState> list() {
    return rules.stream().map(Active::state).toList();
  }

  /** Returns what strikes this request, and counts it. */
  public Struck strike(String method, String path) {
    watchers.forEach(watcher -> watcher.accept(method, path));
    if (rules.isEmpty()) {
      return Struck.NOTHING;
    }
    long before = clearings;
    List<Fault> faults = new ArrayList<>(2);
    for (Active rule : rules) {
      Fault fault = rule.strike(method, path, random);
      if (!(fault instanceof Fault.Pass)) {
        faults.add(fault);
      }
    }
    return faults.isEmpty() ? Struck.NOTHING : new Struck(faults, before);
  }

  /** Returns a random number below a bound, for faults without a position of their own. */
  public long randomBelow(long bound) {
    return bound <= 1 ? 0 : (long) (random.nextDouble() * bound);
  }

  /**
   * Keeps what ends a hanging request, to be run at {@link #clear()}; at once when the rules that
   * struck it are lifted already.
   */
  public void onRelease(Struck struck, Runnable release) {
    synchronized (releases) {
      if (struck.clearings() == clearings) {
        releases.add(release);
        return;
      }
    }
    release.run();
  }

  private static final class Active {

    private final FaultRule rule;
    private final Pattern method;
    private final Pattern path;
    private int seen;
    private int struck;

    private Active(FaultRule rule) {
      this.rule = rule;
      this.method = Pattern.compile(rule.method());
      this.path = Pattern.compile(rule.path());
    }

    private Fault strike(String requestMethod, String requestPath, Random random) {
      if (!method.matcher(requestMethod).matches() || !path.matcher(requestPath).matches()) {
        return new Fault.Pass();
      }
      synchronized (this) {
        if (rule.count() >= 0 && struck >= rule.count()) {
          return new Fault.Pass();
        }
        if (seen < rule.skip()) {
          seen++;
          return new Fault.Pass();
        }
        if (rule.probability() < 1 && random.nextDouble() >= rule.probability()) {
          return new Fault.Pass();
        }
        int step = struck++;
        if (rule.fault() instanceof Fault.Script script) {
          return step < script.steps().size() ? script.steps().get(step) : new Fault.Pass();
        }
        return rule.fault();
      }
    }

    private synchronized FaultState state() {
      return new FaultState(rule, struck);
    }
  }
}
