/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Accounts as directories, their keys as {@code <account>/*.pub}, one OpenSSH public key a line. A
 * file {@code <account>/blocked} makes the account not approved.
 *
 * <p>Changes made by others are seen within a second, new names and keys at once: a lookup that
 * would fail looks at the disk again first.
 */
public final class KeyDirectory implements AccountKeys {

  private static final long RECHECK_NANOS = 500_000_000;

  private final Path directory;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong files = new AtomicLong();
  private volatile Snapshot snapshot;
  private volatile long checkedAt;

  /**
   * Reads the directory, creating it where there is none.
   *
   * @param directory holds one directory for each account
   * @param nanoTime a monotonic clock
   */
  public KeyDirectory(Path directory, LongSupplier nanoTime) {
    this.directory = directory;
    this.nanoTime = nanoTime;
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.snapshot = new Snapshot(0, List.of(), Map.of());
    reload();
  }

  @Override
  public Optional<Account> account(String login) {
    if (nanoTime.getAsLong() - checkedAt > RECHECK_NANOS) {
      reload();
    }
    Account known = snapshot.accounts().get(login);
    if (known == null) {
      reload();
      known = snapshot.accounts().get(login);
    }
    return Optional.ofNullable(known);
  }

  @Override
  public long revision() {
    if (nanoTime.getAsLong() - checkedAt > RECHECK_NANOS) {
      reload();
    }
    return snapshot.revision();
  }

  /** Looks at the disk now. */
  public void reload() {
    lock.lock();
    try {
      List<String> state = state();
      if (!state.equals(snapshot.state())) {
        snapshot = new Snapshot(snapshot.revision() + 1, state, read());
      }
      checkedAt = nanoTime.getAsLong();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      lock.unlock();
    }
  }

  /** Makes an account without keys; nothing happens when it exists. */
  public void createAccount(String login) {
    if (!login.matches("[a-zA-Z][a-zA-Z0-9_\\-.@%]+")) {
      throw new IllegalArgumentException("not an account name: " + login);
    }
    try {
      Files.createDirectories(directory.resolve(login));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    reload();
  }

  /**
   * Puts a key on an account, creating the account where there is none.
   *
   * @throws IllegalArgumentException when the line is not a supported public key
   */
  public SshPublicKey addKey(String login, String line) {
    SshPublicKey key = SshPublicKey.parse(line);
    createAccount(login);
    try {
      Path file = directory.resolve(login).resolve(key.md5().replace(":", "") + ".pub");
      Path part = file.resolveSibling(file.getFileName() + "." + files.incrementAndGet());
      Files.writeString(part, line.strip() + "\n");
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    reload();
    return key;
  }

  /** Takes a key, named by its MD5 fingerprint, off an account; nothing happens without it. */
  public void removeKey(String login, String md5) {
    try (Stream<Path> listing = Files.list(directory.resolve(login))) {
      for (Path file : listing.filter(KeyDirectory::isKeyFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        List<String> kept =
            lines.stream().filter(line -> !fingerprintOf(line).equals(md5)).toList();
        if (kept.stream().allMatch(String::isBlank)) {
          Files.delete(file);
        } else if (kept.size() < lines.size()) {
          Files.write(file, kept);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    reload();
  }

  private static String fingerprintOf(String line) {
    try {
      return SshPublicKey.parse(line).md5();
    } catch (IllegalArgumentException notKey) {
      return "";
    }
  }

  private List<String> state() throws IOException {
    List<String> state = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.sorted().toList()) {
        if (Files.isDirectory(file)) {
          state.add(file.toString());
        } else if (isRelevant(file)) {
          state.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
      }
    } catch (UncheckedIOException | NoSuchFileException changing) {
      // A file went away while we looked: whatever is there now differs from what we had.
      state.add("changing at " + nanoTime.getAsLong());
    }
    return state;
  }

  private static boolean isRelevant(Path file) {
    return isKeyFile(file) || file.endsWith("blocked");
  }

  private static boolean isKeyFile(Path file) {
    return file.getFileName().toString().endsWith(".pub");
  }

  private Map<String, Account> read() throws IOException {
    Map<String, Account> accounts = new HashMap<>();
    try (Stream<Path> logins = Files.list(directory)) {
      for (Path login : logins.filter(Files::isDirectory).toList()) {
        accounts.put(login.getFileName().toString(), account(login));
      }
    }
    return Map.copyOf(accounts);
  }

  private static Account account(Path login) throws IOException {
    Map<String, SshPublicKey> keys = new HashMap<>();
    try (Stream<Path> files = Files.list(login)) {
      for (Path file : files.filter(KeyDirectory::isKeyFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank() && !line.startsWith("#")) {
            SshPublicKey key = SshPublicKey.parse(line);
            keys.put(key.md5(), key);
          }
        }
      }
    }
    return new Account(
        login.getFileName().toString(), Files.notExists(login.resolve("blocked")), keys);
  }

  private record Snapshot(long revision, List<String> state, Map<String, Account> accounts) {}
}
