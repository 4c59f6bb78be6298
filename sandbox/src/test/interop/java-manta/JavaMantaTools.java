/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

import static java.nio.charset.StandardCharsets.UTF_8;

import com.joyent.manta.client.MantaClient;
import com.joyent.manta.client.MantaMetadata;
import com.joyent.manta.client.MantaObject;
import com.joyent.manta.client.MantaObjectResponse;
import com.joyent.manta.client.multipart.MantaMultipartUploadPart;
import com.joyent.manta.client.multipart.ServerSideMultipartManager;
import com.joyent.manta.client.multipart.ServerSideMultipartUpload;
import com.joyent.manta.config.ChainedConfigContext;
import com.joyent.manta.config.DefaultsConfigContext;
import com.joyent.manta.config.StandardConfigContext;
import com.joyent.manta.exception.MantaClientHttpResponseException;
import com.joyent.manta.http.MantaHttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drives the real Java Manta client against a running sandbox: URL, account, private key file and
 * key id are its arguments. Prints one line for each thing shown; the first failure ends it.
 */
public final class JavaMantaTools {

  private final MantaClient manta;
  private final String base;

  private JavaMantaTools(MantaClient manta, String account) {
    this.manta = manta;
    this.base = "/" + account + "/stor/java-interop";
  }

  public static void main(String[] arguments) throws Exception {
    StandardConfigContext config = new StandardConfigContext();
    config.setMantaURL(arguments[0]);
    config.setMantaUser(arguments[1]);
    config.setMantaKeyPath(arguments[2]);
    config.setMantaKeyId(arguments[3]);
    try (MantaClient client =
        new MantaClient(new ChainedConfigContext(new DefaultsConfigContext(), config))) {
      JavaMantaTools tools = new JavaMantaTools(client, arguments[1]);
      tools.directories();
      tools.objects();
      tools.paging();
      tools.multipart();
      client.deleteRecursive(tools.base);
      ok("deleteRecursive", !client.existsAndIsAccessible(tools.base));
    }
  }

  private static void ok(String what, boolean good) {
    if (!good) {
      throw new IllegalStateException("FAILED - " + what);
    }
    System.out.println("ok - " + what);
  }

  private void directories() throws Exception {
    ok("putDirectory says that it made it", manta.putDirectory(base));
    ok("putDirectory says that it was there", !manta.putDirectory(base));
    manta.putDirectory(base + "/a/b/c", true);
    ok("isDirectoryEmpty", manta.isDirectoryEmpty(base + "/a/b/c"));
    ok("head of a directory", manta.head(base + "/a").isDirectory());
  }

  private void objects() throws Exception {
    String path = base + "/a/object é +%.txt";
    MantaMetadata metadata = new MantaMetadata();
    metadata.put("m-colour", "red");
    MantaObjectResponse put = manta.put(path, "0123456789", metadata);
    ok("put", put.getEtag() != null);
    ok("get", manta.getAsString(path).equals("0123456789"));
    MantaObjectResponse head = manta.head(path);
    ok("head with metadata", head.getMetadata().get("m-colour").equals("red"));
    ok("content length", head.getContentLength() == 10);
    try (InputStream in = manta.getAsInputStream(path, new MantaHttpHeaders(), 3L, 5L)) {
      ok("range", new String(in.readAllBytes(), UTF_8).equals("345"));
    }
    MantaMetadata other = new MantaMetadata();
    other.put("m-colour", "blue");
    manta.putMetadata(path, other);
    ok("putMetadata", manta.head(path).getMetadata().get("m-colour").equals("blue"));
    MantaHttpHeaders stale = new MantaHttpHeaders();
    stale.setIfMatch("00000000-0000-4000-8000-000000000000");
    int status = 0;
    try {
      manta.put(path, "lost", stale);
    } catch (MantaClientHttpResponseException refused) {
      status = refused.getStatusCode();
    }
    ok("If-Match", status == 412);
    manta.put(base + "/a/stream", new ByteArrayInputStream("streamed".getBytes(UTF_8)));
    ok("put of a stream (chunked)", manta.getAsString(base + "/a/stream").equals("streamed"));
    try (InputStream in =
        manta.getAsSignedURI(path, "GET", Duration.ofMinutes(5)).toURL().openStream()) {
      ok("signed URL", new String(in.readAllBytes(), UTF_8).equals("0123456789"));
    }
    manta.delete(path);
    ok("delete", !manta.existsAndIsAccessible(path));
  }

  private void paging() throws Exception {
    String directory = base + "/many";
    manta.putDirectory(directory);
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 3100; i++) {
      String name = String.format("entry-%05d", i);
      expected.add(name);
      manta.put(directory + "/" + name, "x");
    }
    try (Stream<MantaObject> listing = manta.listObjects(directory)) {
      List<String> names =
          listing
              .map(MantaObject::getPath)
              .map(path -> path.substring(path.lastIndexOf('/') + 1))
              .collect(Collectors.toList());
      ok("paging over 3100 entries", names.equals(List.copyOf(expected)));
    }
  }

  private void multipart() throws Exception {
    ServerSideMultipartManager uploads = new ServerSideMultipartManager(manta);
    byte[] first = new byte[5 << 20];
    byte[] second = new byte[1000];
    new Random(1).nextBytes(first);
    new Random(2).nextBytes(second);
    ServerSideMultipartUpload upload = uploads.initiateUpload(base + "/a/parts.bin");
    MantaMultipartUploadPart one = uploads.uploadPart(upload, 1, first);
    MantaMultipartUploadPart two = uploads.uploadPart(upload, 2, second);
    ok("listParts", uploads.listParts(upload).count() == 2);
    uploads.complete(upload, List.of(one, two));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(first);
    whole.write(second);
    try (InputStream in = manta.getAsInputStream(base + "/a/parts.bin")) {
      ok("multipart upload", Arrays.equals(in.readAllBytes(), whole.toByteArray()));
    }
    ServerSideMultipartUpload dropped = uploads.initiateUpload(base + "/a/never.bin");
    uploads.abort(dropped);
    ok("abort", !manta.existsAndIsAccessible(base + "/a/never.bin"));
  }
}
