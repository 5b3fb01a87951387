/** A tool's `adapter.json`. Template words in `command`, `env` and `version`: {input} {output} {work} {tool} {site} {manifest} {node} {reference} {python} {seed} {profile.*}. */
export interface Manifest {
  $schema?: string;
  manifestVersion?: 1;
  id: string;
  name: string;
  homepage: string;
  licence: string;
  description: string;
  /** `process` unless a container image does the work. */
  runtime: 'process' | 'docker' | 'podman' | 'apptainer';
  image?: string;
  /** `from` and `below` bound the versions that the adapter is for, where the lock does not: packages of a system, tools that users bring. */
  version: { fixed: string } | { command: string[]; pattern: string; from?: string; below?: string };
  install: Install;
  /** Programs that the tool calls, by the Debian package that brings each. */
  programs?: Record<string, string>;
  /** Room that the installation takes, about, in megabytes. Left out where nothing is installed. */
  installMegabytes?: number;
  command: string[];
  /** A module with the default-exported factory, only where the command can't say it. */
  adapter?: string;
  env: Record<string, string>;
  /** tree: folders as staged · flat: one folder · copy-in-place: {output} is a copy to be changed · file: one call a file · server: code starts it. */
  input: 'tree' | 'flat' | 'copy-in-place' | 'file' | 'server';
  output: {
    naming: 'same-path' | 'map' | 'free';
    /** Sub-folder of {output} that holds the results. */
    folder?: string;
    /** Text that the tool puts before the extension: `_Anonymised`. */
    suffix?: string;
    map?: { file: string; from: string; to: string };
    /** Sub-folders and file patterns that are not output: quarantine, private, audit files. */
    ignore: string[];
  };
  identifiers: 'always' | 'per-invocation';
  profiles: Record<string, ManifestProfile>;
  capabilities: {
    mediaTypes: string[];
    pixels: boolean;
    dates: 'shifted' | 'removed' | 'replaced' | 'kept';
    network: boolean;
  };
  /** True only where the tool runs under an address-space limit (Java and Node do not). */
  addressSpaceLimit: boolean;
  control?: 'oracle' | 'identity' | 'scorched';
  notes: { text: string; link?: string }[];
}

export interface ManifestProfile {
  policy: string;
  description: string;
  /** Values of {profile.NAME} in templates; a list is spread into the arguments. */
  values: Record<string, string | string[]>;
}

export type Install =
  | { kind: 'pip'; python: string; lock: string }
  | { kind: 'npm'; lock: string }
  | { kind: 'cargo'; crate: string; version: string }
  | { kind: 'maven'; artifacts: string[]; repository?: string }
  | { kind: 'apt'; packages: string[] }
  | { kind: 'user'; env: string; needs: string[] }
  | { kind: 'none' };

/** A tool as it stands on this machine: ready to run, or the reason why not. */
export type InstalledTool =
  | { ready: true; manifest: Manifest; folder: string; dir: string; site: string; version: string; lockDigest: string }
  | { ready: false; manifest: Manifest; folder: string; reason: string; remedy: string };
