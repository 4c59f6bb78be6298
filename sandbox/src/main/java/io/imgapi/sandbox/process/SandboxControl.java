/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.FaultJson;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.fault.FaultState;
import io.imgapi.sandbox.manta.MantaStats;
import io.imgapi.sandbox.triton.workflow.JobFault;
import io.imgapi.sandbox.triton.workflow.JobFaultState;
import io.imgapi.sandbox.zone.Zones;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts, asks and stops a sandbox that runs as a process of its own in a directory. Every failure
 * is a {@link SandboxException} with a reason, a message and a remedy.
 */
public final class SandboxControl {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  // A pid is taken for the same process when the start times differ by less; the system counts
  // them in hundredths of a second from a boot time that is known to the second.
  private static final long SAME_START_MILLIS = 2000;

  private final Path directory;
  private final SandboxFiles files;
  private final Sleeper sleeper;

  /** Takes the directory of a sandbox, running or not. */
  public SandboxControl(Path directory) {
    this(directory, Sleeper.system());
  }

  SandboxControl(Path directory, Sleeper sleeper) {
    this.directory = directory.toAbsolutePath().normalize();
    this.files = new SandboxFiles(this.directory);
    this.sleeper = sleeper;
  }

  /**
   * Returns the command line that runs {@link SandboxProcess} with this process's Java and class
   * path.
   *
   * @param jvmOptions further options; {@code -XX:TieredStopAtLevel=1} halves the server's CPU time
   *     for short runs of small requests, at the price of slower hashing and TLS
   */
  public static List<String> javaCommandLine(String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx1g");
    command.addAll(List.of(jvmOptions));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SandboxProcess.class.getName());
    return command;
  }

  /**
   * Starts a sandbox that outlives this process; returns when every service answers.
   *
   * @param options how; directory, TLS, port and seed count, the rest is as by default
   * @param javaCommandLine what runs {@link SandboxProcess}; the arguments are appended
   * @throws SandboxException when it cannot be started: already running, port in use, directory not
   *     usable, or the process ended (the message then ends with the tail of its log)
   */
  public static SandboxRecord startDetached(SandboxOptions options, List<String> javaCommandLine) {
    return new SandboxControl(options.directory()).start(options, javaCommandLine);
  }

  private SandboxRecord start(SandboxOptions options, List<String> javaCommandLine) {
    if (status().state() == SandboxStatus.State.RUNNING) {
      throw new SandboxException(
          SandboxException.Reason.ALREADY_RUNNING,
          "a sandbox is already running in " + directory,
          "stop it first, or choose another directory");
    }
    try {
      Files.createDirectories(directory);
      files.removeRecord();
      Optional<SandboxException> outdated = files.takeFailure();
      if (outdated.isPresent()) {
        files.appendLog("an earlier start failed: " + outdated.get().getMessage());
      }
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.DIRECTORY_NOT_USABLE,
          "the directory " + directory + " cannot be used: " + failure,
          "choose a directory that you can write to",
          failure);
    }
    try {
      return awaitReady(launch(options, javaCommandLine));
    } catch (IOException failure) {
      throw startFailed("the process cannot be started: " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw startFailed("the wait for it was interrupted", interrupted);
    }
  }

  private Process launch(SandboxOptions options, List<String> javaCommandLine) throws IOException {
    List<String> command = new ArrayList<>();
    // Away from the terminal's process group, or Ctrl-C at the next prompt would end it.
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      command.add(setsid.toString());
    }
    command.addAll(javaCommandLine);
    command.addAll(ProcessArguments.of(options));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
        .start();
  }

  private SandboxRecord awaitReady(Process process) throws IOException, InterruptedException {
    long polls = START_LIMIT.dividedBy(POLL);
    for (long i = 0; i < polls; i++) {
      boolean ended = !process.isAlive();
      Optional<SandboxRecord> record =
          files.readRecord().filter(written -> written.pid() == process.pid());
      if (record.isPresent() && !answering(record.get()).containsValue(false)) {
        return record.get();
      }
      if (ended) {
        throw files
            .takeFailure()
            .orElseGet(
                () -> startFailed("the process ended with status " + process.exitValue(), null));
      }
      sleeper.sleep(POLL);
    }
    process.destroy();
    throw startFailed("it did not answer within " + START_LIMIT.toSeconds() + " s", null);
  }

  private SandboxException startFailed(String why, Exception cause) {
    String tail = files.tailOfLog();
    return new SandboxException(
        SandboxException.Reason.START_FAILED,
        "the sandbox did not start: " + why + (tail.isEmpty() ? "" : "\n" + tail),
        "see " + files.log(),
        cause);
  }

  /** Returns whether a sandbox runs here, and whether its services answer. */
  public SandboxStatus status() {
    Optional<SandboxRecord> record = record();
    if (record.isEmpty()) {
      return new SandboxStatus(SandboxStatus.State.STOPPED, record, Map.of());
    }
    if (process(record.get()).isEmpty()) {
      return new SandboxStatus(SandboxStatus.State.STALE, record, Map.of());
    }
    return new SandboxStatus(SandboxStatus.State.RUNNING, record, answering(record.get()));
  }

  private static Map<String, Boolean> answering(SandboxRecord record) {
    Map<String, Boolean> answering = new LinkedHashMap<>();
    record.services().forEach((name, url) -> answering.put(name, ControlClient.isListening(url)));
    return answering;
  }

  private Optional<SandboxRecord> record() {
    try {
      return files.readRecord();
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.DIRECTORY_NOT_USABLE,
          files.record() + " cannot be read: " + failure,
          "check who owns the directory",
          failure);
    }
  }

  private static Optional<ProcessHandle> process(SandboxRecord record) {
    return ProcessHandle.of(record.pid())
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(
                        start ->
                            record.started() == 0
                                || Math.abs(start.toEpochMilli() - record.started())
                                    < SAME_START_MILLIS)
                    .orElse(true));
  }

  /** Returns what the running sandbox says of itself. */
  SandboxRecord running() {
    SandboxStatus status = status();
    return switch (status.state()) {
      case RUNNING -> status.record().orElseThrow();
      case STALE ->
          throw notRunning(
              "the sandbox in "
                  + directory
                  + " is not running any more: process "
                  + status.record().orElseThrow().pid()
                  + " is gone");
      case STOPPED -> throw notRunning("no sandbox is running in " + directory);
    };
  }

  private static SandboxException notRunning(String message) {
    return new SandboxException(
        SandboxException.Reason.NOT_RUNNING, message, "start one, or name its directory");
  }

  /**
   * Stops the sandbox; returns when its process is gone. What a dead process left behind is cleared
   * away.
   *
   * @throws SandboxException when none runs here, or it does not end
   */
  public void stop() {
    SandboxStatus status = status();
    if (status.state() == SandboxStatus.State.STALE) {
      removeRecord();
      throw notRunning(
          "the sandbox in " + directory + " was not running any more; its traces are removed");
    }
    SandboxRecord record = running();
    Optional<ProcessHandle> process = process(record);
    if (process.isEmpty()) {
      return;
    }
    try {
      new ControlClient(record).call("POST", "/stop", "");
    } catch (SandboxException deaf) {
      process.get().destroy();
    }
    await(process.get());
    removeRecord();
  }

  private void await(ProcessHandle process) {
    try {
      process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      process.destroyForcibly();
      throw new SandboxException(
          SandboxException.Reason.STOP_FAILED,
          "the sandbox did not stop within " + STOP_LIMIT.toSeconds() + " s and was killed",
          "see " + files.log(),
          stuck);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SandboxException(
          SandboxException.Reason.STOP_FAILED,
          "the wait for the sandbox's end was interrupted",
          "ask for its status",
          interrupted);
    }
  }

  private void removeRecord() {
    try {
      files.removeRecord();
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.DIRECTORY_NOT_USABLE,
          files.record() + " cannot be removed: " + failure,
          "check who owns the directory",
          failure);
    }
  }

  /**
   * Returns the environment that points every tool at the running sandbox, in the order in which to
   * print it: {@code MANTA_URL}, {@code MANTA_USER}, {@code MANTA_KEY_ID}, {@code
   * MANTA_TLS_INSECURE} with HTTPS only, {@code IMGAPI_SAPI_URL}, {@code IMGAPI_UPDATES_URL} and
   * {@code IMGAPI_UPDATES_INSECURE}, {@code IMGAPI_CLOUDAPI_URL} and {@code
   * IMGAPI_CLOUDAPI_INSECURE}, {@code IMGAPI_ROOT} when there is a zone, {@code IMGAPI_URL} and
   * {@code IMGAPI_HTTPS_PORT} when that zone runs.
   *
   * @throws SandboxException when none runs here
   */
  public Map<String, String> env() {
    SandboxRecord record = running();
    Map<String, String> env = new LinkedHashMap<>();
    String manta = record.services().get("manta");
    env.put("MANTA_URL", manta);
    env.put("MANTA_USER", record.account());
    env.put("MANTA_KEY_ID", record.keyId());
    if (manta.startsWith("https:")) {
      env.put("MANTA_TLS_INSECURE", "1");
    }
    env.put("IMGAPI_SAPI_URL", record.services().get("sapi"));
    env.put("IMGAPI_UPDATES_URL", record.services().get("updates"));
    env.put("IMGAPI_UPDATES_INSECURE", "true");
    env.put("IMGAPI_CLOUDAPI_URL", record.services().get("cloudapi"));
    env.put("IMGAPI_CLOUDAPI_INSECURE", "true");
    Optional<String> first = Zones.firstIn(directory).map(Path::toString);
    first.ifPresent(root -> env.put("IMGAPI_ROOT", root));
    new ZoneControl(this)
        .list().stream()
            .filter(zone -> first.isPresent() && zone.root().equals(first.get()))
            .forEach(
                zone -> {
                  env.put("IMGAPI_URL", zone.http());
                  env.put(
                      "IMGAPI_HTTPS_PORT", Integer.toString(URI.create(zone.https()).getPort()));
                });
    return env;
  }

  /** Puts a fault in force in Manta. */
  public void addFault(FaultRule rule) {
    addFault(FaultCommands.MANTA, rule);
  }

  /**
   * Puts a fault in force in a service.
   *
   * @param service as its address is listed under, for example {@code vmapi}
   */
  public void addFault(String service, FaultRule rule) {
    new ControlClient(running()).call("POST", "/faults/" + service, new FaultJson().write(rule));
  }

  /** Puts a fault of jobs in force. */
  public void addFault(JobFault fault) {
    new ControlClient(running()).call("POST", FaultCommands.JOBS, FaultCommands.write(fault));
  }

  /** Returns the faults in force in Manta. */
  public List<FaultState> faults() {
    return faults(FaultCommands.MANTA);
  }

  /** Returns the faults in force in a service. */
  public List<FaultState> faults(String service) {
    return new FaultJson()
        .readStates(new ControlClient(running()).call("GET", "/faults/" + service, ""));
  }

  /** Returns the names of what faults can be put into; jobs apart. */
  public List<String> faultyServices() {
    return FaultCommands.readNames(new ControlClient(running()).call("GET", "/faults", ""));
  }

  /** Returns the faults of jobs in force. */
  public List<JobFaultState> jobFaults() {
    return FaultCommands.readJobs(new ControlClient(running()).call("GET", FaultCommands.JOBS, ""));
  }

  /** Lifts every fault, those of Manta, of other services and of jobs. */
  public void clearFaults() {
    new ControlClient(running()).call("DELETE", "/faults", "");
  }

  /** Returns what the sandbox's Manta has done since its start. */
  public MantaStats stats() {
    String text = new ControlClient(running()).call("GET", "/stats", "");
    try {
      return new ObjectMapper().readValue(text, MantaStats.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
