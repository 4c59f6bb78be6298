/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.parallel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fixed number of threads that take items from one source until it is empty.
 *
 * <p>The first exception stops the taking; what is under way is finished, then the exception is
 * thrown to the caller, with later ones attached to it.
 */
public record Workers(String name, int threads) {
  private static final int LOCAL = 4;

  public Workers {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed");
    }
  }

  /**
   * As many as local files can keep busy: more would only wait for one another, for the processors
   * and for the locks of directories, and starve those that wait for the network.
   */
  public static Workers local(String name) {
    return new Workers(name, Math.max(LOCAL, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Calls {@code task} once for each item, from several threads, and returns when all are done.
   *
   * @throws RuntimeException the first one that a task or the source threw
   */
  public <T> void forEach(Iterator<T> items, Consumer<? super T> task) {
    Feed<T> feed = new Feed<>(items);
    List<Thread> crew = new ArrayList<>(threads);
    for (int i = 0; i < threads && !feed.isEmpty(); i++) {
      Thread worker = new Thread(() -> feed.drainInto(task), name + "-" + i);
      worker.setDaemon(true);
      crew.add(worker);
      worker.start();
    }
    try {
      for (Thread worker : crew) {
        worker.join();
      }
    } catch (InterruptedException e) {
      feed.fail(new IllegalStateException("interrupted while waiting", e));
      crew.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    feed.rethrow();
  }

  /** Calls {@code task} once for each item, as the other form does. */
  public <T> void forEach(Iterable<T> items, Consumer<? super T> task) {
    forEach(items.iterator(), task);
  }

  /** The source that the threads share. */
  private static final class Feed<T> {
    private final Iterator<T> items;
    private Throwable failure;

    Feed(Iterator<T> items) {
      this.items = items;
    }

    synchronized boolean isEmpty() {
      if (failure != null) {
        return true;
      }
      try {
        return !items.hasNext();
      } catch (RuntimeException e) {
        fail(e);
        return true;
      }
    }

    /** The next item in a one-element list, or an empty list where there is none. */
    private synchronized List<T> take() {
      return isEmpty() ? List.of() : List.of(items.next());
    }

    void drainInto(Consumer<? super T> task) {
      try {
        for (List<T> one = take(); !one.isEmpty(); one = take()) {
          task.accept(one.get(0));
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    synchronized void fail(Throwable e) {
      if (failure == null) {
        failure = e;
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }

    synchronized void rethrow() {
      if (failure instanceof Error e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
