/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.PemKey;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.store.AccessProbe.Answer;
import io.imgapi.core.store.AccessProbe.Kind;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.sapi.SapiService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Tells a data centre's image service of its Manta: the key is on the account and accepted before
 * SAPI names it, and leaves the account when no zone uses it any more (triton-apis.md 14.49 to
 * 14.57). What was there before is kept, and can be brought back.
 */
public final class SetUpManta {
  private static final int LONGEST = 64 * 1024;
  private final MantaSetupTools tools;

  /** Works with these. */
  public SetUpManta(MantaSetupTools tools) {
    this.tools = tools;
  }

  /**
   * Prepares the Manta of the data centre's own cloud, with a key on its administrator's account.
   * Changes nothing; safe to repeat.
   *
   * @param url address, or {@code FIRST-LB}
   * @param insecure whether any certificate of it is believed
   * @param remote whether it belongs to another data centre of the cloud
   * @param newKey whether a key is made although there is a good one
   */
  public PreparedSetup prepare(String url, boolean insecure, boolean remote, boolean newKey) {
    return prepared(
        service -> {
          MantaFields before = MantaFields.in(service.metadata());
          String login = tools.triton().datacenter().adminLogin();
          MantaFields reach = MantaFields.of(address(url, insecure), login, insecure, remote);
          boolean reusable =
              !newKey
                  && before.hasWholeKey()
                  && before.text(MantaFields.USER).orElse("").equals(login);
          MantaFields target = reusable ? reach.withKeyOf(before) : withNewKey(reach);
          requireReachable(service, target);
          return new PreparedSetup(
              tools,
              service,
              before,
              target,
              true,
              newKey ? tools.command() + " --force" : tools.command());
        });
  }

  /**
   * Prepares a Manta elsewhere, with a key that its owner has put on the account there. Changes
   * nothing; safe to repeat.
   *
   * @param privateKey file without a passphrase; a {@code .pub} beside it must belong to it
   */
  public PreparedSetup prepareExternal(String url, String user, Path privateKey, boolean insecure) {
    String text = secret(privateKey);
    PublicHalf half = half(privateKey, text);
    return prepared(
        service -> {
          MantaFields target =
              MantaFields.of(required(url), user, insecure, true).withKey(text, half);
          requireAccepted(service, target, text, privateKey);
          return new PreparedSetup(
              tools, service, MantaFields.in(service.metadata()), target, false, tools.command());
        });
  }

  /** Prepares the way back to what an earlier run kept. Changes nothing; safe to repeat. */
  public PreparedSetup prepareBack(Path kept) {
    return prepared(
        service ->
            new PreparedSetup(
                tools,
                service,
                MantaFields.in(service.metadata()),
                KeptValues.read(tools.files(), kept, service.uuid()),
                true,
                tools.command()));
  }

  private PreparedSetup prepared(Function<SapiService, PreparedSetup> prepare) {
    tools.events().stands("Nothing has been changed.");
    try {
      return prepare.apply(new ImgapiService(tools.triton()).look());
    } catch (TritonException e) {
      throw TritonFailures.of("what is configured now cannot be looked up", e);
    }
  }

  private String address(String url, boolean insecure) {
    if (!url.equals(LoadBalancer.FIRST)) {
      return required(url);
    }
    if (!insecure) {
      throw ImgapiException.of(
              ExitCode.USAGE, "no certificate is good for the address of a load balancer")
          .remedy("add --insecure, or name Manta by the name in its certificate");
    }
    return new LoadBalancer(tools.triton(), tools.events()).url();
  }

  private static String required(String url) {
    try {
      URI address = URI.create(url);
      if (("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like everything else that is no address.
    }
    throw ImgapiException.of(ExitCode.USAGE, "that is no address of a Manta: " + url)
        .remedy("for example: https://manta.us-east.example.com, or FIRST-LB");
  }

  private MantaFields withNewKey(MantaFields reach) {
    PemKey key =
        PemKey.generate(OwnKeyName.of(tools.triton().datacenter().name(), tools.clock().instant()));
    return reach.withKey(key.privateText(), key.publicHalf());
  }

  /** Whether it answers at all: a key that waits for its account would hide that for long. */
  private void requireReachable(SapiService service, MantaFields target) {
    if (!tools.keyWait().isWanted()) {
      return;
    }
    Answer answer =
        tools
            .probe()
            .askAbout(
                target.settings(service.metadata(), tools.triton().datacenter().name()),
                target.text(MantaFields.PUBLIC_KEY).orElseThrow());
    if (answer.kind() == Kind.UNKNOWN) {
      throw silent(target, answer);
    }
  }

  private void requireAccepted(SapiService service, MantaFields target, String key, Path file) {
    if (!tools.keyWait().isWanted()) {
      return;
    }
    AccessProbe.Answer answer =
        tools
            .probe()
            .ask(
                target.settings(service.metadata(), tools.triton().datacenter().name()),
                key,
                file.toString());
    if (answer.kind() == Kind.UNKNOWN) {
      throw silent(target, answer);
    }
    if (!answer.isAccepted()) {
      throw ImgapiException.of(
              ExitCode.AUTH_REFUSED, "Manta does not accept the key: " + answer.detail())
          .with("manta", target.text(MantaFields.URL).orElse(""))
          .with("account", target.text(MantaFields.USER).orElse(""))
          .with("key id", target.text(MantaFields.KEY_ID).orElse(""))
          .remedy(
              "put "
                  + file
                  + ".pub on that account; a key that was put there just now is known within"
                  + " minutes");
    }
  }

  private static ImgapiException silent(MantaFields target, Answer answer) {
    return ImgapiException.of(
            ExitCode.REMOTE_UNAVAILABLE,
            "Manta does not answer as it would be configured: " + answer.detail())
        .with("manta", target.text(MantaFields.URL).orElse(""))
        .remedy(
            "check the address; for a certificate that nobody vouches for add --insecure; where Manta"
                + " cannot be reached from here but from the zones, --key-timeout 0");
  }

  private String secret(Path file) {
    return tools
        .files()
        .read(file, LONGEST)
        .map(text -> new String(text, StandardCharsets.ISO_8859_1))
        .orElseThrow(
            () ->
                ImgapiException.of(ExitCode.CONFIG_INVALID, "there is no private key " + file)
                    .remedy("name the file of a private key without a passphrase"));
  }

  private PublicHalf half(Path file, String text) {
    PublicHalf own = PublicHalf.of(text, file.getFileName().toString());
    return tools
        .files()
        .read(HostedKeys.publicFile(file), LONGEST)
        .map(line -> new String(line, StandardCharsets.ISO_8859_1).strip())
        .map(
            line -> {
              if (!PublicHalf.ofLine(line).sha256().equals(own.sha256())) {
                throw ImgapiException.of(
                        ExitCode.CONFIG_INVALID, "the public key beside it belongs to another key")
                    .with("private key", file.toString())
                    .with("public key", HostedKeys.publicFile(file).toString())
                    .remedy("make it anew: ssh-keygen -y -f " + file + " > " + file + ".pub");
              }
              return new PublicHalf(line, own.sha256(), own.md5());
            })
        .orElse(own);
  }
}
