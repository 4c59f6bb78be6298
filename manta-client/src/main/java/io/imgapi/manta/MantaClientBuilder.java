/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.key.MantaSigner;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import okhttp3.HttpUrl;

/**
 * Describes a client. URL and account are needed, everything else has a default. Not thread-safe;
 * can be used for several clients.
 */
public final class MantaClientBuilder {
  private static final Pattern LOGIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.@-]+");

  private HttpUrl url;
  private String account = "";
  private String subuser = "";
  private MantaSigner signer;
  private List<String> roles = List.of();
  private boolean insecure;
  private Timeouts timeouts = Timeouts.standard();
  private int maxConnections = 64;
  private long expectFrom = 1L << 20;
  private RetryPolicy retries = RetryPolicy.standard();
  private Clock clock = SystemEffects.clock();
  private Sleeper sleeper = SystemEffects.sleeper();
  private RandomGenerator random = SystemEffects.random();
  private MantaObserver observer = MantaObserver.none();
  private SocketFactory sockets;

  MantaClientBuilder() {}

  /**
   * Where Manta is, for example {@code https://manta.example.com}; without a scheme https is meant.
   *
   * @throws IllegalArgumentException if it is no URL, or has a path, query or user
   */
  public MantaClientBuilder url(String text) {
    String whole = text.contains("://") ? text : "https://" + text;
    HttpUrl parsed = HttpUrl.parse(whole);
    if (parsed == null
        || !parsed.encodedPath().equals("/")
        || parsed.encodedQuery() != null
        || parsed.encodedFragment() != null
        || !parsed.encodedUsername().isEmpty()) {
      throw new IllegalArgumentException(
          "not the URL of a Manta (scheme, host and perhaps port): '"
              + text.replaceAll("//[^/@]*@", "//")
              + "'");
    }
    url = parsed;
    return this;
  }

  /** The account that is worked for: {@code ~~} and the key belong to it. */
  public MantaClientBuilder account(String login) {
    account = login(login);
    return this;
  }

  /** The user of the account whose key signs; by default the account's own. */
  public MantaClientBuilder subuser(String login) {
    subuser = login.isEmpty() ? "" : login(login);
    return this;
  }

  /** The key; by default none, which is enough for public objects. */
  public MantaClientBuilder signer(MantaSigner value) {
    signer = value;
    return this;
  }

  /** Roles to take on; by default none. */
  public MantaClientBuilder roles(List<String> value) {
    roles = List.copyOf(value);
    return this;
  }

  /**
   * Whether TLS certificates go unchecked; each client built so warns once through its observer.
   */
  public MantaClientBuilder insecure(boolean value) {
    insecure = value;
    return this;
  }

  /** How long to wait for what. */
  public MantaClientBuilder timeouts(Timeouts value) {
    timeouts = value;
    return this;
  }

  /**
   * Most connections at the same time, and how many are kept for later; 64 by default. A thread
   * that wants one more waits. A download holds one until it is closed.
   */
  public MantaClientBuilder maxConnections(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("maxConnections must be at least 1: " + value);
    }
    maxConnections = value;
    return this;
  }

  /**
   * Bytes from which on a body is sent only after the server has asked for it, which costs a round
   * trip and spares sending what will be refused; 1 MiB by default. Bodies of unknown length always
   * wait.
   */
  public MantaClientBuilder expectContinueFrom(long bytes) {
    expectFrom = bytes;
    return this;
  }

  /** How often to repeat; {@link RetryPolicy#standard()} by default. */
  public MantaClientBuilder retries(RetryPolicy value) {
    retries = value;
    return this;
  }

  /** The time; the system's by default. */
  public MantaClientBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** How to wait between attempts; really, by default. */
  public MantaClientBuilder sleeper(Sleeper value) {
    sleeper = value;
    return this;
  }

  /** Where the jitter comes from. */
  public MantaClientBuilder random(RandomGenerator value) {
    random = value;
    return this;
  }

  /**
   * Makes connections that begin at another machine; by default they begin here. Names are resolved
   * there too: the sockets are given names, not addresses.
   */
  public MantaClientBuilder sockets(SocketFactory elsewhere) {
    sockets = elsewhere;
    return this;
  }

  /** Who is told what happens; nobody by default. */
  public MantaClientBuilder observer(MantaObserver value) {
    observer = value;
    return this;
  }

  /**
   * Makes the client. No request is made.
   *
   * @throws IllegalStateException if URL or account are missing
   */
  public MantaClient build() {
    if (url == null || account.isEmpty()) {
      throw new IllegalStateException("a Manta client needs a URL and an account");
    }
    if (insecure && url.isHttps()) {
      observer.warning("TLS certificates of " + url.host() + " are not checked (insecure)");
    }
    String keyId = keyId();
    Transport transport =
        new Transport(
            HttpConnections.open(timeouts, maxConnections, url.isHttps(), insecure, sockets),
            url,
            new DateSignature(signer, keyId, clock),
            String.join(",", roles),
            observer,
            maxConnections,
            timeouts.connection());
    Attempts attempts = new Attempts(transport, retries, clock, sleeper, random, observer);
    UrlSigner urls = signer == null ? null : new UrlSigner(signer, keyId, origin(), host());
    return new MantaClient(account, transport, attempts, expectFrom, urls);
  }

  private String keyId() {
    if (signer == null) {
      return "";
    }
    String user = subuser.isEmpty() ? account : account + "/" + subuser;
    // Always the MD5, whichever way the key was named (manta-protocol.md 2.3).
    return "/" + user + "/keys/" + signer.publicKey().md5();
  }

  private String host() {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
  }

  private String origin() {
    return url.scheme() + "://" + host();
  }

  private static String login(String login) {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException("not a login: '" + login + "'");
    }
    return login;
  }
}
