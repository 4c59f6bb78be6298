/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.sandbox.zone.program.ZonePlace;
import io.imgapi.sandbox.zone.program.ZonePrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A zone with the programs of its platform, as its image leaves it before the first boot. */
public record SetUpZone(ZonePlace place) {
  public static final String ORIGINAL = "#!/bin/sh\n# the original\nexec manta-sync \"$@\"\n";
  public static final String LOGADM =
      """
      # the platform's
      cron /var/cron/log -C 8 -s 1m -c
      smf_logs /var/svc/log/*.log -C 8 -s 1m -c
      """;
  public static final String CRONTAB =
      """
      # the platform's
      10 3 * * * /usr/sbin/logadm
      0 5 * * * /opt/local/sbin/pkg_admin fetch-pkg-vulnerabilities >/dev/null 2>&1
      """;

  private static final String MANIFEST =
      """
      <?xml version="1.0"?>
      <!DOCTYPE service_bundle SYSTEM "/usr/share/lib/xml/dtd/service_bundle.dtd.1">
      <service_bundle type="manifest" name="%1$s">
        <service name="%1$s" type="service" version="1">
          <create_default_instance enabled="true"/>
        </service>
      </service_bundle>
      """;

  /** Makes one with the alias img0 and Manta in its metadata. */
  public static SetUpZone in(Path directory) throws IOException {
    SetUpZone zone = new SetUpZone(ZonePrograms.install(directory.resolve("zone"), "img0"));
    zone.metadata("mantaUrl", "https://127.0.0.1:1");
    zone.metadata("mantaUser", "operator");
    zone.metadata("mantaBaseDir", "img0");
    zone.metadata("channels", "standard");
    zone.rootDisk();
    return zone;
  }

  /** What the image brings along. */
  public void rootDisk() throws IOException {
    String manifests = "/opt/smartdc/imgapi/smf/manifests/";
    write(manifests + "imgapi.xml", MANIFEST.formatted("smartdc/site/imgapi"));
    write(manifests + "haproxy-standalone.xml", MANIFEST.formatted("site/haproxy"));
    for (String name : new String[] {"imgapi-standalone-backup", "manta-env", "imgapiadm"}) {
      script("/opt/smartdc/imgapi/bin/" + name, ORIGINAL);
    }
    script("/opt/smartdc/imgapi/tools/standalone/tritonlogupload.sh", ORIGINAL);
    script("/opt/smartdc/imgapi/tools/standalone/tritonpostlogrotate.sh", ORIGINAL);
    write("/etc/logadm.conf", LOGADM);
    write("/var/spool/cron/crontabs/root", CRONTAB);
    write("/etc/motd", "the platform's\n");
    write("/root/.profile", "export PAGER=less");
  }

  public void metadata(String key, String value) throws IOException {
    Files.writeString(place.metadata(key), value);
  }

  public void write(String path, String text) throws IOException {
    Files.createDirectories(place.at(path).getParent());
    Files.writeString(place.at(path), text);
  }

  public void script(String path, String text) throws IOException {
    write(path, text);
    Files.setPosixFilePermissions(place.at(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  public String text(String path) throws IOException {
    return Files.readString(place.at(path));
  }

  public String root() {
    return place.root().toString();
  }

  /** Takes the root disk away; the data set stays. */
  public void replaceRootDisk() throws IOException {
    Path data = place.root().resolveSibling("data");
    Files.move(place.at("/data"), data);
    try (Stream<Path> old = Files.walk(place.root())) {
      old.sorted(java.util.Comparator.reverseOrder()).forEach(SetUpZone::delete);
    }
    ZonePrograms.install(
        place,
        io.imgapi.sandbox.zone.program.ZoneFacts.of(
            "img0", Files.readString(place.uuid()).strip()));
    Files.move(data, place.at("/data"));
    rootDisk();
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything below some directories: content, mode and owner of each file. */
  public Map<String, String> snapshot(String... directories) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String directory : directories) {
      try (Stream<Path> all = Files.walk(place.at(directory))) {
        for (Path path : (Iterable<Path>) all::iterator) {
          files.put(place.root().relativize(path).toString(), facts(path));
        }
      }
    }
    return files;
  }

  private static String facts(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
        + " "
        + Files.getOwner(path)
        + " "
        + (Files.isRegularFile(path)
            ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
            : "directory");
  }
}
