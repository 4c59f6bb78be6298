/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.certificate.CertificateReport;
import io.imgapi.core.certificate.InstallCertificate;
import java.util.List;

/** The instance's certificate. */
public final class CertificateText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CertificateText() {}

  /** What is known of it. */
  public static String of(CertificateReport report) {
    StringBuilder text = new StringBuilder();
    text.append("file:        ").append(report.path()).append('\n');
    text.append("subject:     ").append(Printable.inLine(report.subject())).append('\n');
    text.append("issuer:      ")
        .append(report.selfSigned() ? "itself" : Printable.inLine(report.issuer()))
        .append('\n');
    text.append(
        "valid:       %s to %s (%d days left)%n"
            .formatted(report.notBefore(), report.notAfter(), report.daysLeft()));
    text.append("key:         ")
        .append(report.keyMatches() ? "belongs to it" : "does not belong to it")
        .append('\n');
    text.append("chain:       ").append(report.chain()).append(" certificates\n");
    text.append("fingerprint: SHA256 ").append(report.fingerprint()).append('\n');
    report.mode().ifPresent(mode -> text.append("mode:        %04o%n".formatted(mode)));
    lines(text, "fault:       ", report.faults());
    lines(text, "warning:     ", report.warnings());
    return text.toString();
  }

  private static void lines(StringBuilder text, String label, List<String> lines) {
    lines.forEach(line -> text.append(label).append(line).append('\n'));
  }

  /** The same as JSON. */
  public static String json(CertificateReport report) {
    return fields(report).put("schema", "imgapi/certificate/1") + "\n";
  }

  private static ObjectNode fields(CertificateReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", report.path().toString())
        .put("subject", report.subject())
        .put("issuer", report.issuer())
        .put("selfSigned", report.selfSigned())
        .put("notBefore", report.notBefore().toString())
        .put("notAfter", report.notAfter().toString())
        .put("daysLeft", report.daysLeft())
        .put("keyMatches", report.keyMatches())
        .put("chain", report.chain())
        .put("fingerprint", report.fingerprint());
    report.mode().ifPresent(mode -> json.put("mode", "%04o".formatted(mode)));
    report.faults().forEach(json.putArray("faults")::add);
    report.warnings().forEach(json.putArray("warnings")::add);
    return json;
  }

  /** What will be done. */
  public static String of(InstallCertificate.Plan plan) {
    return of(plan.wanted())
        + "to install:  "
        + (plan.changesFile() ? "yes, the old one is kept beside it" : "it is installed already")
        + "\nto restart:  "
        + (plan.restarts() ? "the TLS front end" : "nothing")
        + "\n";
  }

  /** What will be done, as JSON. */
  public static String json(InstallCertificate.Plan plan) {
    ObjectNode json = fields(plan.wanted()).put("schema", "imgapi/certificate-install/1");
    json.put("type", "plan")
        .put("changesFile", plan.changesFile())
        .put("restarts", plan.restarts());
    return json + "\n";
  }

  /** What was done. */
  public static String of(InstallCertificate.Result result) {
    StringBuilder text = new StringBuilder();
    text.append("installed:   ").append(result.wanted().fingerprint()).append('\n');
    result.kept().ifPresent(path -> text.append("kept:        ").append(path).append('\n'));
    return text.append("front end:   ")
        .append(
            result.shown() ? "shows it" : "not restarted here; it shows it after its next start")
        .append('\n')
        .toString();
  }

  /** What was done, as JSON. */
  public static String json(InstallCertificate.Result result) {
    ObjectNode json = fields(result.wanted()).put("schema", "imgapi/certificate-install/1");
    json.put("type", "result").put("shown", result.shown());
    result.kept().ifPresent(path -> json.put("kept", path.toString()));
    return json + "\n";
  }
}
