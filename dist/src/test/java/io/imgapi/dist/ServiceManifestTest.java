/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.schedule.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The service that sets a zone up at boot. */
class ServiceManifestTest {
  private static final String CURRENT = "/data/imgapi-tools/current/";

  @TempDir Path directory;

  private Release release;

  @BeforeEach
  void unpack() throws IOException {
    release = Release.unpack(directory);
  }

  @Test
  void itHasTheFormThatServiceControlReads() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver(
        (publicId, systemId) -> {
          assertThat(systemId).endsWith("/usr/share/lib/xml/dtd/service_bundle.dtd.1");
          return new InputSource(getClass().getResourceAsStream("service-bundle.dtd"));
        });
    builder.setErrorHandler(new Strict());
    Document manifest =
        builder.parse(release.directory().resolve("share/smf/imgapi-boot.xml").toFile());
    NodeList methods = manifest.getElementsByTagName("exec_method");
    String start = ((Element) methods.item(0)).getAttribute("exec");
    assertThat(start).startsWith(CURRENT);
    assertThat(release.directory().resolve(start.substring(CURRENT.length()))).isExecutable();
    assertThat(Job.PROGRAM).startsWith(CURRENT);
  }

  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXParseException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXParseException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
      throw e;
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 'setup,setup --boot'", "13, 96, setup", "12, 95, setup"})
  void itsMethodTellsServiceControlWhatIsWrong(int setUp, int method, String typed)
      throws IOException {
    Path said = directory.resolve("said");
    Path program = directory.resolve("program");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >>%s\n[ \"$*\" = setup ] || exit 1\nexit %d\n"
            .formatted(said, setUp));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script = release.directory().resolve("libexec/boot-method");
    Files.writeString(script, Files.readString(script).replace(Job.PROGRAM, program.toString()));
    Machine.Run run = new Machine(directory).run(Shell.SYSTEM, script, "start");
    assertThat(run.status()).isEqualTo(method);
    assertThat(Files.readAllLines(said)).containsExactly(typed.split(","));
  }
}
