/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.cloudapi.CloudapiClient;
import io.imgapi.triton.cloudapi.Machine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One account as it sees itself, through CloudAPI (triton-apis.md 11). */
final class OwnAccount implements Accounts {
  private final CloudapiClient cloudapi;
  private final String account;

  OwnAccount(CloudapiClient cloudapi, String account) {
    this.cloudapi = cloudapi;
    this.account = account;
  }

  @Override
  public String place() {
    return "CloudAPI";
  }

  @Override
  public boolean add(String login, String name, String publicLine) {
    if (!login.equals(account)) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the key belongs on the account " + login + ", and CloudAPI is asked as " + account)
          .remedy("name that account: --account " + login + ", with a key of its own");
    }
    String md5 = Refusals.parsed(publicLine).md5();
    try {
      boolean there = cloudapi.keys().stream().anyMatch(key -> key.fingerprint().equals(md5));
      cloudapi.addKey(name, publicLine);
      return !there;
    } catch (TritonException e) {
      throw Refusals.of(login, publicLine, e);
    }
  }

  @Override
  public ShownInstance instance(String uuidOrAlias) {
    try {
      Machine machine = machine(uuidOrAlias);
      return new ShownInstance(
          machine.uuid().toString(),
          machine.name(),
          MantaOfInstance.in(key -> Optional.ofNullable(machine.metadata().get(key))),
          Optional.ofNullable(machine.metadata().get("instPubKey"))
              .map(String::strip)
              .filter(text -> !text.isEmpty()));
    } catch (TritonException e) {
      throw switch (e.kind()) {
        case ABSENT -> absent(uuidOrAlias);
        case UNREACHABLE ->
            TritonFailures.of("the instance cannot be looked up", e)
                .remedy(
                    "check --cloudapi; for a certificate that nobody vouches for add"
                        + " --cloudapi-insecure");
        default -> TritonFailures.of("the instance cannot be looked up", e);
      };
    }
  }

  private Machine machine(String uuidOrAlias) {
    UUID uuid;
    try {
      uuid = UUID.fromString(uuidOrAlias);
    } catch (IllegalArgumentException e) {
      List<Machine> found = cloudapi.machinesNamed(uuidOrAlias);
      if (found.size() != 1) {
        throw absent(uuidOrAlias);
      }
      // A list may be older than what is said of one machine.
      return cloudapi.machine(found.get(0).uuid());
    }
    return cloudapi.machine(uuid);
  }

  private ImgapiException absent(String uuidOrAlias) {
    return ImgapiException.of(
            ExitCode.FAILED, account + " has no machine " + uuidOrAlias + ", or more than one")
        .remedy("INSTANCE is the uuid or the name of a machine of that account");
  }

  @Override
  public void close() {
    cloudapi.close();
  }
}
