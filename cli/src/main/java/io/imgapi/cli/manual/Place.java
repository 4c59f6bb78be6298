/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

/** The files and directories that commands work on, by the names that they have in a zone. */
public enum Place {
  CONFIG("/data/imgapi/etc/imgapi.config.json", "The configuration of the image service."),
  PREVIOUS_CONFIG(
      "/data/imgapi/etc/imgapi.config.json.previous", "The configuration before the last change."),
  INSTANCE_KEY(
      "/data/imgapi/etc/*.id_ecdsa",
      "The instance's key to Manta; manta.key in the configuration."),
  NEW_KEY("/data/imgapi/etc/newinstkey/", "The new pair of a key rotation that is under way."),
  OLD_KEYS("/data/imgapi/etc/oldinstkeys/", "The pairs that earlier rotations took out of use."),
  CERTIFICATE("/data/imgapi/etc/cert.pem", "Certificate and key of the TLS front end."),
  OLD_CERTIFICATES("/data/imgapi/etc/cert.pem.until-*", "The certificates that were there before."),
  LOCAL_KEYS(
      "/data/imgapi/etc/authkeys/local/USER.keys", "Keys with which USER may sign requests."),
  MANTA_KEYS("/data/imgapi/etc/authkeys/manta/", "Such keys, as the service fetched them."),
  MANIFESTS("/data/imgapi/manifests/UUID.raw", "The manifest of each image."),
  IMAGES("/data/imgapi/images/XXX/UUID/", "The files of each image that is kept locally."),
  REPLACED("/data/imgapi/replaced/", "What restores took out of the live data, with lists."),
  RUN_LOCK("/data/imgapi/run/imgapi.lock", "Lets one run at a time change something."),
  BACKUP_RECORD("/data/imgapi/run/backup.json", "How the last backup went, or goes."),
  BACKUP_CACHES(
      "/data/imgapi/run/local.cache, mirror.cache, mirror.json",
      "What a backup need not read again. May be deleted at any time."),
  PRUNE_RECORD("/data/imgapi/run/pruned.json", "When snapshots were last let go of."),
  OWNER_TOKEN("/data/imgapi/run/owner.json", "Proves that this instance owns its backup area."),
  IDENTITY("/data/imgapi/run/instance.json", "The uuid and the alias of the instance."),
  RESTORE_MARKER("/data/imgapi/run/restored.marker", "A restore was run, so that backups may."),
  RESTORE_RECORD("/data/imgapi/run/restored.json", "What was restored, from where."),
  RESTORE_JOURNAL("/data/imgapi/run/restore.json", "The restore that is under way."),
  ROTATION_JOURNAL("/data/imgapi/run/rotate.json", "The key rotation that is under way."),
  ROTATION_LOCK("/data/imgapi/run/rotate.lock, rotate.turn", "Let one rotation at a time work."),
  CONFIG_LOCK(
      "/data/imgapi/run/config.lock", "Lets one change of the configuration at a time work."),
  UPLOAD_RECORD("/data/imgapi/run/logupload.json", "How the last upload of logs went, or goes."),
  UPLOAD_LOCK("/data/imgapi/run/logupload.lock", "Lets one upload of logs at a time work."),
  BACKUP_AREA("/ACCOUNT/stor/INSTANCE/backup/", "In Manta: the backup and its snapshots."),
  LOG_AREA("/ACCOUNT/stor/INSTANCE/logs/", "In Manta: the logs that were uploaded."),
  SERVICE_LOG("/var/svc/log/*imgapi*.log", "The log of the image service."),
  BACKUP_LOG("/var/log/triton/imgapi-backup.log", "The log of the hourly backups."),
  UPLOAD_LOG("/var/log/tritonlogupload.log", "The log of the hourly uploads of logs."),
  ROTATED_LOGS("/var/log/triton/", "Where logs are rotated to."),
  UPLOAD_QUEUE("/var/log/triton/upload/", "Rotated logs that wait for their upload."),
  HAPROXY(
      "/opt/smartdc/imgapi/etc/standalone/haproxy.cfg", "Says where the TLS front end listens."),
  OLD_TOOLS(
      "/opt/smartdc/imgapi/bin/, /opt/smartdc/imgapi/tools/standalone/",
      "The original tools; while imgapi is hooked in, wrappers, and the originals as *.orig."),
  CRONTAB("/var/spool/cron/crontabs/root", "The hourly jobs, read and written by crontab(1)."),
  LOGADM("/etc/logadm.conf", "When logs are rotated."),
  PROFILE("/root/.profile", "Points root's shell at the instance's Manta."),
  KEY_LINKS("/root/.ssh/", "Links to the instance's key, for Manta's own tools."),
  MOTD(
      "/etc/motd, /etc/motd.orig",
      "Says at each login which instance this is, and what was there."),
  NODENAME("/etc/nodename", "The zone's name."),
  SETUP_MARK("/var/svc/setup_complete", "The zone is set up."),
  PROGRAM("/data/imgapi-tools/current/bin/imgapi", "This program, as it is installed in a zone."),
  HEADNODE("/lib/sdc/config.sh", "Asked on a headnode where SAPI is, where no option says it."),
  KNOWN_HOSTS("~/.ssh/known_hosts", "The host keys that are accepted."),
  SSH_KEYS("~/.ssh/", "The keys of the person who types."),
  KEPT_VALUES("~/.imgapi/", "What was configured before each change, for manta-setup --back."),
  SANDBOX("~/.imgapi-sandbox/", "The sandbox; another place with --dir."),
  SANDBOX_RECORD("~/.imgapi-sandbox/sandbox.json", "What listens where while the sandbox runs."),
  DEMO(
      "/tmp/imgapi-demo*/", "The demo's own directory, removed at the end unless --keep is given."),
  MANUAL("/usr/share/man/man1/", "The same and more, as manual pages: man imgapi-COMMAND."),
  COMPLETION(
      "/usr/share/bash-completion/completions/imgapi", "Where bash looks for what this prints.");

  private final String path;
  private final String meaning;

  Place(String path, String meaning) {
    this.path = path;
    this.meaning = meaning;
  }

  /** Its name. */
  public String path() {
    return path;
  }

  /** A sentence. */
  public String meaning() {
    return meaning;
  }
}
