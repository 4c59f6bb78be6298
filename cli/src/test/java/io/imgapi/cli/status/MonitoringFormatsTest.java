/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What monitoring systems are given, read by their own parsers: {@code promtool} (Debian's
 * prometheus) and Perl's Monitoring::Plugin (Debian's libmonitoring-plugin-perl). Runs where
 * IMGAPI_INTEROP_MONITORING is set, as {@code .ci/run} does.
 */
@EnabledIfEnvironmentVariable(
    named = "IMGAPI_INTEROP_MONITORING",
    matches = "1",
    disabledReason = "needs promtool and Monitoring::Plugin, see .ci/run")
class MonitoringFormatsTest extends StatusTest {
  private static final String PERL =
      """
      use strict; use warnings;
      use Monitoring::Plugin::Performance;
      my $line = do { local $/; <STDIN> };
      chomp $line;
      die "more than one line\\n" if $line =~ /\\n/;
      my ($text, $numbers, $rest) = split /\\|/, $line;
      die "more than one bar\\n" if defined $rest;
      my @all = Monitoring::Plugin::Performance->parse_perfstring($numbers);
      my $words = () = $numbers =~ /\\S+/g;
      die "of $words numbers " . @all . " were understood\\n" if $words != @all;
      for (@all) {
        print join(" ", $_->label, $_->value, $_->uom // "", $_->threshold->get_status($_->value)), "\\n";
      }
      """;

  private static String given(String input, String... command) throws Exception {
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static List<String> numbers(String line) throws Exception {
    return given(line, "perl", "-e", PERL).lines().toList();
  }

  @Test
  void promtoolFindsNothingToComplainOf() throws Exception {
    Run well = zone.run("status", "--format", "prometheus");
    assertThat(given(well.out(), "promtool", "check", "metrics")).isEmpty();
    Disturbance.without(
        zone.data().resolve("etc/cert.pem"),
        () -> {
          Run ill = zone.run("status", "--format", "prometheus");
          assertThat(ill.status()).isEqualTo(1);
          assertThat(ill.out()).contains("state=\"fault\"} 1\n");
          assertThat(given(ill.out(), "promtool", "check", "metrics")).isEmpty();
        });
  }

  @Test
  void aPluginsNumbersAreUnderstoodWithTheirLimits() throws Exception {
    List<String> well = numbers(zone.run("status", "--format", "nagios").out());
    assertThat(well).contains("faults 0  0", "warnings 0  0");
    assertThat(well).anyMatch(line -> line.matches("certificate_expiry [0-9]+ s 0"));
    assertThat(well).anyMatch(line -> line.matches("backup_age [0-9]+ s 0"));
    assertThat(well).anyMatch(line -> line.matches("disk_free [0-9]+ B 0"));
    Disturbance.without(
        zone.data().resolve("run/restored.marker"),
        () -> {
          Run ill = zone.run("status", "--format", "nagios");
          assertThat(ill.status()).isEqualTo(2);
          assertThat(numbers(ill.out())).contains("faults 1  2");
        });
  }
}
