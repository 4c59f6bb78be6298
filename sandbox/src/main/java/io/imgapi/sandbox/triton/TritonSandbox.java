/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.triton.cloudapi.CloudapiRoutes;
import io.imgapi.sandbox.triton.cloudapi.MachineView;
import io.imgapi.sandbox.triton.http.ApiServer;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.images.ConfigAgent;
import io.imgapi.sandbox.triton.images.DatacenterImages;
import io.imgapi.sandbox.triton.images.UpdatesRoutes;
import io.imgapi.sandbox.triton.napi.NapiRoutes;
import io.imgapi.sandbox.triton.papi.PapiRoutes;
import io.imgapi.sandbox.triton.sapi.SapiRoutes;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.ufds.NamedKey;
import io.imgapi.sandbox.triton.ufds.UfdsAccounts;
import io.imgapi.sandbox.triton.ufds.UfdsRules;
import io.imgapi.sandbox.triton.ufds.UfdsServer;
import io.imgapi.sandbox.triton.ufds.UfdsServers;
import io.imgapi.sandbox.triton.vmapi.Machines;
import io.imgapi.sandbox.triton.vmapi.Nics;
import io.imgapi.sandbox.triton.vmapi.VmSync;
import io.imgapi.sandbox.triton.vmapi.VmapiRoutes;
import io.imgapi.sandbox.triton.workflow.Jobs;
import io.imgapi.sandbox.triton.workflow.WorkflowRoutes;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data centre round a sandbox's Manta and zones: every service over HTTP or LDAPS on loopback,
 * with its state on disk. Its Manta takes keys from its UFDS; its VMs are the sandbox's zones.
 */
public final class TritonSandbox implements Closeable {
  /** The administrator's account, which owns the core zones. */
  public static final String ADMIN = "930896af-bf8c-48d4-885c-6573a94b1853";

  /** The operator's account. */
  public static final String OPERATOR = "d4bb1b60-9172-4c58-b964-fe58a9989708";

  /** An account that is disabled. */
  public static final String DISABLED = "d4bb1b60-9172-4c58-b964-fe58a9989709";

  /** The account that owns Manta. */
  public static final String POSEIDON = "d4bb1b60-9172-4c58-b964-fe58a9989710";

  /** The services over HTTP, in the order in which they are told of. */
  public static final List<String> SERVICES =
      List.of("sapi", "vmapi", "papi", "napi", "imgapi", "workflow", "cloudapi", "updates");

  private static final String NAME = "sandbox";
  private static final String LOCAL_PASSWORD = "ufds.password";
  private static final int PASSWORD_BYTES = 18;

  private final Path directory;
  private final Sandbox sandbox;
  private final Deque<Closeable> started = new ArrayDeque<>();
  private final Map<String, ApiServer> servers = new LinkedHashMap<>();
  private final Map<String, FaultPlan> faults = new LinkedHashMap<>();
  private final TritonSettings settings;
  private Jobs jobs;
  private UfdsServers ufds;
  private ConfigAgent agent;
  private Records images;

  private TritonSandbox(Sandbox sandbox, TritonSettings settings) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.directory = sandbox.options().directory().resolve("triton");
  }

  /**
   * Starts the services; when this returns, every one answers.
   *
   * @param step how long each step of a job takes
   */
  public static TritonSandbox start(Sandbox sandbox, Duration step) throws IOException {
    return start(sandbox, TritonSettings.withStep(step));
  }

  /** Starts the services; when this returns, every one answers. */
  public static TritonSandbox start(Sandbox sandbox, TritonSettings settings) throws IOException {
    TritonSandbox triton = new TritonSandbox(sandbox, settings);
    try {
      Files.createDirectories(triton.directory);
      triton.startAll();
      return triton;
    } catch (IOException | RuntimeException failure) {
      triton.close();
      throw failure;
    }
  }

  private void startAll() throws IOException {
    Duration step = settings.step();
    ApiServer.Tls tls =
        new ApiServer.Tls(
            SelfSignedCertificate.loadOrCreate(
                sandbox.options().directory().resolve("certificate.p12"),
                sandbox.options().clock().instant()),
            SelfSignedCertificate.password());
    Records applications = records("applications");
    Records services = records("services");
    Records instances = records("instances");
    Records ofMaster = records("applications-master");
    Records packages = records("packages");
    Records networks = records("networks");
    Records pools = records("pools");
    images = records("images");
    Records offered = records("updates");
    Records vms = records("vms");
    jobs = new Jobs(records("jobs"), sandbox.options().clock(), settings.sleeper());
    started.push(jobs);
    startUfds(tls);
    Seed.packages(packages, POSEIDON);
    Seed.networks(networks, pools);
    Seed.updates(offered);
    Seed.images(images, ADMIN);
    new SapiSeed(applications, services, instances).imgapi();
    agent =
        new ConfigAgent(
            () -> SapiSeed.metadataOfImgapi(services),
            sandbox.options().clock(),
            step.multipliedBy(2));
    start(
        "sapi",
        Optional.empty(),
        SapiRoutes.of(
            applications, services, instances, new SapiRoutes.MasterStore(ofMaster, sapiKnown())));
    start("papi", Optional.empty(), PapiRoutes.of(packages));
    start("napi", Optional.empty(), NapiRoutes.of(networks, pools));
    start("workflow", Optional.empty(), WorkflowRoutes.of(jobs));
    start("updates", Optional.of(tls), UpdatesRoutes.of(offered));
    start(
        "imgapi",
        Optional.empty(),
        DatacenterImages.of(
            images,
            jobs,
            new DatacenterImages.Setting(
                ADMIN, url("updates"), offered, () -> url("workflow"), step, agent)));
    Nics nics = new Nics(networks, pools, vms);
    Machines machines = new ZoneMachines(sandbox.runtime());
    start(
        "vmapi",
        Optional.empty(),
        VmapiRoutes.of(
            vms,
            jobs,
            machines,
            new VmapiRoutes.Setting(
                images, packages, nics, () -> url("workflow"), step, sandbox.options().clock())));
    start(
        "cloudapi",
        Optional.of(tls),
        CloudapiRoutes.of(
            new UfdsAccounts(ufds),
            new MachineView(vms, packages, new VmSync(vms, machines, sandbox.options().clock())),
            sandbox.options().clock()));
    if (settings.localManta()) {
      SapiSeed.manta(applications, ofMaster);
    } else {
      SapiSeed.manta(ofMaster, applications);
    }
    describe(new SapiSeed(applications, services, instances));
    describe(new CoreMachines(vms, packages, nics, sandbox.options().clock().instant()));
  }

  private boolean sapiKnown() {
    return settings.master().map(TritonSettings.SeparateMaster::sapiKnown).orElse(true);
  }

  private Records records(String name) throws IOException {
    return Records.open(directory.resolve(name + ".json"));
  }

  private void start(String name, Optional<ApiServer.Tls> tls, Routes routes) throws IOException {
    FaultPlan plan = new FaultPlan(sandbox.options().seed());
    ApiServer server =
        ApiServer.start(
            new ApiServer.Setting(name, directory, tls, plan, sandbox.options().clock()), routes);
    started.push(server);
    servers.put(name, server);
    faults.put(name, plan);
  }

  private void startUfds(ApiServer.Tls tls) throws IOException {
    String login = sandbox.operator().account();
    Map<String, String> logins = Map.of(ADMIN, "admin", OPERATOR, login, POSEIDON, "poseidon");
    String remote = masterPassword();
    ufds =
        UfdsServers.start(
            new UfdsServers.Setting(
                directory,
                password(LOCAL_PASSWORD),
                tls,
                sandbox.options().clock(),
                sandbox.options().seed(),
                new AccountKeysOfManta(sandbox.accounts(), logins),
                settings
                    .master()
                    .map(
                        master ->
                            new UfdsServers.Master(
                                remote, master.replication(), settings.sleeper()))));
    started.push(ufds);
    faults.put("ufds", ufds.local().rules().faults());
    if (ufds.isSlave()) {
      faults.put("ufds-master", ufds.master().rules().faults());
    }
    Map<String, String> good = Map.of("approved_for_provisioning", "true", "company", "Sandbox");
    ufds.account(ADMIN, "admin", good);
    ufds.account(POSEIDON, "poseidon", good);
    ufds.account(OPERATOR, login, good);
    ufds.account(
        DISABLED, "retired", Map.of("approved_for_provisioning", "true", "disabled", "true"));
    sandbox.accounts().createAccount("admin");
    addOperatorKey();
  }

  /** Manta has it from the start; UFDS must, for CloudAPI to know the operator. */
  private void addOperatorKey() throws IOException {
    String line =
        Files.readString(OperatorKeyFiles.publicFile(sandbox.operator().privateKey())).strip();
    UfdsAccounts accounts = new UfdsAccounts(ufds);
    if (accounts.keys(OPERATOR).stream()
        .noneMatch(key -> key.fingerprint().equals(sandbox.operator().keyId()))) {
      accounts.addKey(OPERATOR, "", line);
    }
  }

  private boolean hasMasterPassword() {
    return settings.master().filter(TritonSettings.SeparateMaster::ownPassword).isPresent();
  }

  private String masterPassword() throws IOException {
    return password(hasMasterPassword() ? "ufds-master.password" : LOCAL_PASSWORD);
  }

  private String password(String name) throws IOException {
    Path file = directory.resolve(name);
    if (Files.notExists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** SAPI names everything else: triton-apis.md 1.2. */
  private void describe(SapiSeed sapi) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("datacenter_name", NAME);
    metadata.put("dns_domain", "example.com");
    metadata.put("ufds_admin_uuid", ADMIN);
    metadata.put("ufds_admin_login", "admin");
    metadata.put("ufds_is_master", Boolean.toString(!ufds.isSlave()));
    metadata.put("ufds_domain", ufds.local().authority());
    metadata.put("ufds_ldap_root_dn", UfdsServer.BIND_DN);
    metadata.put("ufds_ldap_root_pw", password(LOCAL_PASSWORD));
    metadata.put("ufds_remote_ip", ufds.isSlave() ? ufds.master().authority() : "");
    metadata.put("ufds_remote_ldap_root_pw", hasMasterPassword() ? masterPassword() : "");
    metadata.put("UFDS_SERVICE", ufds.local().authority());
    for (String name : SERVICES) {
      // The updates server is the same for every data centre.
      if (!name.equals("updates")) {
        metadata.put(
            name.toUpperCase(java.util.Locale.ROOT) + "_SERVICE", servers.get(name).authority());
      }
    }
    sapi.sdc(metadata);
    sapi.imgapi();
  }

  private void describe(CoreMachines machines) {
    machines.imgapi(servers.get("imgapi").authority());
    if (settings.localManta()) {
      machines.loadBalancer("127.0.0.1:" + sandbox.manta().url().getPort());
    } else {
      machines.noLoadBalancer();
    }
  }

  /**
   * Where a service is.
   *
   * @param name {@code sapi}, {@code papi}, {@code napi}, {@code vmapi}, {@code workflow}, {@code
   *     imgapi}, {@code cloudapi} or {@code updates}
   */
  public URI url(String name) {
    return servers.get(name).url();
  }

  /** Where UFDS is: host and port. */
  public String ufdsAuthority() {
    return ufds.local().authority();
  }

  /** Where the master UFDS is, if that is another one: host and port. */
  public Optional<String> ufdsMasterAuthority() {
    return Optional.of(ufds).filter(UfdsServers::isSlave).map(two -> two.master().authority());
  }

  /** What the keys of an account are called at the master UFDS. */
  public List<String> keys(String account) {
    return ufds.master().keys(account).stream().map(NamedKey::name).toList();
  }

  /** Takes an image out of the data centre; one that is not there does not matter. */
  public void removeImage(String uuid) {
    images.remove(uuid);
  }

  /** What a service was asked: methods and paths, no bodies. */
  public List<String> requests(String name) {
    return servers.get(name).requests();
  }

  /** What goes wrong with a service; with {@code ufds} and {@code ufds-master} too. */
  public FaultPlan faults(String name) {
    return faults.get(name);
  }

  /** What brings the image service what SAPI says, for faults of its own. */
  public ConfigAgent configAgent() {
    return agent;
  }

  /**
   * Puts a fault in force, where the service has it.
   *
   * @throws IllegalArgumentException where there is no such service, or no such fault of it
   */
  public void addFault(String service, FaultRule rule) {
    FaultPlan plan = faults.get(service);
    if (plan == null) {
      throw new IllegalArgumentException(
          "no service " + service + "; there are " + String.join(", ", faultyServices()));
    }
    if (!ServiceFaults.has(service, rule.fault())) {
      throw new IllegalArgumentException(service + " knows no fault of this type");
    }
    plan.add(rule);
  }

  /** The services that faults can be put into. */
  public List<String> faultyServices() {
    return List.copyOf(faults.keySet());
  }

  /** The jobs, for faults of theirs. */
  public Jobs jobs() {
    return jobs;
  }

  /** UFDS, for faults of its own. */
  public UfdsRules ufdsRules() {
    return ufds.local().rules();
  }

  /** The master UFDS, for faults of its own; the same where there is no other. */
  public UfdsRules ufdsMasterRules() {
    return ufds.master().rules();
  }

  /** Stops every service; nothing listens any more when this returns. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (IOException failure) {
        throw new java.io.UncheckedIOException(failure);
      }
    }
  }
}
