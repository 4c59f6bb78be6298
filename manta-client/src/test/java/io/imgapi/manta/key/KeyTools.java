/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes keys with the usual tools and checks signatures with nothing but the JDK. */
final class KeyTools {
  static final Charset ASCII = StandardCharsets.US_ASCII;

  private KeyTools() {}

  /** Makes {@code key} and {@code key.pub} in a directory; an empty passphrase means none. */
  static Path make(Path dir, String kind, String format, String passphrase) throws IOException {
    Path key = dir.resolve("key");
    if (kind.equals("ed25519") && format.equals("pkcs8")) {
      return ed25519Pkcs8(dir, passphrase);
    }
    String type =
        switch (kind) {
          case "rsa" -> "rsa -b 2048";
          case "ed25519" -> "ed25519";
          default -> "ecdsa -b " + kind.substring(1);
        };
    String shape =
        switch (format) {
          case "openssh" -> "";
          case "pkcs8" -> " -m PKCS8";
          default -> " -m PEM";
        };
    List<String> command =
        new java.util.ArrayList<>(List.of(("ssh-keygen -q -t " + type + shape).split(" ")));
    command.addAll(List.of("-N", passphrase, "-C", "a comment", "-f", key.toString()));
    run(command.toArray(new String[0]));
    if (format.equals("parameters")) {
      String curve =
          switch (kind) {
            case "p256" -> "prime256v1";
            case "p384" -> "secp384r1";
            default -> "secp521r1";
          };
      String block = run("openssl", "ecparam", "-name", curve);
      Files.writeString(key, block + Files.readString(key));
    }
    return key;
  }

  private static Path ed25519Pkcs8(Path dir, String passphrase) throws IOException {
    Path key = dir.resolve("key");
    Path plain = dir.resolve("plain");
    run("openssl", "genpkey", "-algorithm", "ed25519", "-out", plain.toString());
    if (passphrase.isEmpty()) {
      Files.copy(plain, key);
    } else {
      run(
          "openssl",
          "pkcs8",
          "-topk8",
          "-v2",
          "aes-256-cbc",
          "-in",
          plain.toString(),
          "-out",
          key.toString(),
          "-passout",
          "pass:" + passphrase);
    }
    run(
        "openssl",
        "pkey",
        "-in",
        plain.toString(),
        "-pubout",
        "-outform",
        "DER",
        "-out",
        dir.resolve("der").toString());
    byte[] der = Files.readAllBytes(dir.resolve("der"));
    byte[] blob = SshWire.join("ssh-ed25519".getBytes(ASCII), Arrays.copyOfRange(der, 12, 44));
    Files.writeString(dir.resolve("key.pub"), SshPublicKey.ofBlob(blob, "").line() + "\n");
    return key;
  }

  static Path dsa(Path file) throws IOException {
    Path parameters = file.resolveSibling("dsaparam");
    run("openssl", "dsaparam", "-out", parameters.toString(), "1024");
    run("openssl", "gendsa", "-out", file.toString(), parameters.toString());
    return file;
  }

  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command[0] + " failed: " + output);
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return output;
  }

  static boolean verifies(SshPublicKey key, String algorithm, byte[] data, byte[] signature)
      throws GeneralSecurityException {
    String name =
        switch (algorithm) {
          case "rsa-sha256" -> "SHA256withRSA";
          case "ecdsa-sha256" -> "SHA256withECDSA";
          case "ecdsa-sha512" -> "SHA512withECDSA";
          case "ed25519-sha512" -> "Ed25519";
          default -> throw new IllegalArgumentException(algorithm);
        };
    Signature verifier = Signature.getInstance(name);
    verifier.initVerify(publicKey(key));
    verifier.update(data);
    return verifier.verify(signature);
  }

  private static PublicKey publicKey(SshPublicKey key) throws GeneralSecurityException {
    SshWire in = new SshWire(key.blob());
    String type = in.string();
    switch (type) {
      case "ssh-rsa" -> {
        BigInteger exponent = in.integer();
        return KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(in.integer(), exponent));
      }
      case "ssh-ed25519" -> {
        byte[] prefix = java.util.HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] point = in.bytes();
        byte[] der = Arrays.copyOf(prefix, prefix.length + point.length);
        System.arraycopy(point, 0, der, prefix.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
      }
      default -> {
        String curve = in.string().replaceFirst("nistp(\\d+)", "secp$1r1");
        byte[] point = in.bytes();
        int half = (point.length - 1) / 2;
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint w =
            new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length)));
        return KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(w, parameters.getParameterSpec(ECParameterSpec.class)));
      }
    }
  }
}
